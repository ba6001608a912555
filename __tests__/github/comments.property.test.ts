import fc from 'fast-check';
import { upsertComments } from '../../packages/plan-review/src/github/comments';
import { orInherited } from '../support/inherited-names';
import { startWorld } from './support';

const TO = { repository: 'acme/trinity', number: 7, by: 'trinity review' };

const name = orInherited(fc.constantFrom('dev', 'staging', 'staging (synthesis)', 'staging 2'));
const parts = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });

test('whatever is posted in whatever order, each name has its last parts once, and other comments stay', async () => {
  const { server, client } = await startWorld();
  const github = client();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, parts), { maxLength: 5 }), async (posts) => {
      const other = { id: 1, issue: 7, login: 'ann', body: '<!-- trinity-review: staging -->' };
      server.state.comments = [other];
      const expected = new Map<string, string[]>();
      for (const [to, texts] of posts) {
        await upsertComments(github, TO, to, texts);
        expected.set(to, texts);
      }
      const ours = server.state.comments.filter((one) => one !== other).map(({ body }) => body.split('\n')[1]);
      expect(server.state.comments).toContain(other);
      expect(ours.sort()).toEqual([...expected.values()].flat().sort());
      for (const [to, texts] of expected) expect(await upsertComments(github, TO, to, texts)).toBe('unchanged');
    }),
    { numRuns: 100 },
  );
});
