import { ServiceRole } from '../../../stacks/constructs/service-role';
import { synthesizeConstructs } from '../synthesize';

const named = (name: string) => () =>
  synthesizeConstructs((scope) => new ServiceRole(scope, 'role', { name, service: 'lambda.amazonaws.com' }));

test('a name that IAM would refuse in the middle of an apply is refused by the synthesis', () => {
  expect(named('r'.repeat(64))).not.toThrow();
  expect(named('r'.repeat(65))).toThrow(
    `The role ${'r'.repeat(65)} has a name of 65 characters, and IAM takes 64. Choose a shorter namePrefix, or a shorter name of the environment.`,
  );
});
