import { wrongAccount } from '../../deployment/wrong-account';

test('of an environment that is set up, other credentials are wanted', () => {
  expect(wrongAccount('210987654321', { name: 'staging', account: '123456789012' }, '210987654321 (arn:a)')).toEqual({
    reason: 'These credentials are of account 210987654321 (arn:a); staging is account 123456789012.',
    next: 'Use credentials of account 123456789012: set AWS_PROFILE and run aws sts get-caller-identity.',
  });
});

test('nobody is sent after a placeholder', () => {
  expect(wrongAccount('210987654321', { name: 'dev', account: '111111111111' })).toEqual({
    reason: 'These credentials are of account 210987654321; dev is account 111111111111, which is a placeholder.',
    next: "Set account and region in environments/dev.ts: account: '210987654321', if that is where dev is. Else set AWS_PROFILE, too.",
  });
});
