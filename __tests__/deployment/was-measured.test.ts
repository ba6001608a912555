import type { Commit } from '../../deployment/commit';
import { wasMeasured } from '../../deployment/was-measured';
import { functions, report } from './report/report';

const commit: Commit = { sha: 'a'.repeat(40), dirty: false };
const serving = functions({ cache: '2' });
const deployed = report({ kind: 'deploy', status: 'SUCCESS', commit, functions: serving });

test('what a deploy of this commit has brought, and still serves, is not measured again', () => {
  expect(wasMeasured(deployed, commit, serving)).toBe(true);
  expect(wasMeasured({ ...deployed, performance: null }, commit, serving)).toBe(true); // as an unchanged deploy leaves it
});

test.each<[string, Parameters<typeof wasMeasured>]>([
  ['nothing is recorded', [undefined, commit, serving]],
  ['the last deploy failed', [{ ...deployed, status: 'FAILED' }, commit, serving]],
  ['the last deploy was put back', [{ ...deployed, status: 'ROLLED_BACK' }, commit, serving]],
  ['somebody has rolled back', [{ ...deployed, kind: 'rollback', status: 'ROLLED_BACK' }, commit, serving]],
  ['another commit is checked out', [deployed, { sha: 'b'.repeat(40), dirty: false }, serving]],
  [
    'the checkout has changes',
    [{ ...deployed, commit: { ...commit, dirty: true } }, { ...commit, dirty: true }, serving],
  ],
  ['there is no commit', [{ ...deployed, commit: null }, null, serving]],
  ['other versions serve', [deployed, commit, functions({ cache: '3' })]],
])('it is measured when %s', (_, [last, now, live]) => {
  expect(wasMeasured(last, now, live)).toBe(false);
});
