import { DeploymentError } from '../../../deployment/errors';
import { chooseMoves, describeVersions, type Versions } from '../../../deployment/rollback/choose';
import type { LiveFunction } from '../../../deployment/functions/aliases';
import type { Report } from '../../../deployment/report/schema';
import { functions, idOf, report } from '../report/report';

/** What happened, the oldest first; each a day. */
type Story = readonly (readonly [what: keyof typeof KINDS, cache: string, commit?: string])[];

const KINDS = {
  deploy: { kind: 'deploy', status: 'SUCCESS' },
  'failed deploy': { kind: 'deploy', status: 'FAILED' },
  'deploy put back': { kind: 'deploy', status: 'ROLLED_BACK' },
  rollback: { kind: 'rollback', status: 'ROLLED_BACK' },
  'failed rollback': { kind: 'rollback', status: 'FAILED' },
} as const;

const sha = (commit: string): string => commit.repeat(40).slice(0, 40);

/** The newest first. */
const historyOf = (story: Story): Report[] =>
  story
    .map(([what, cache, commit = 'c'], index) =>
      report({
        ...KINDS[what],
        id: idOf(index + 1),
        commit: { sha: sha(commit), dirty: false },
        functions: functions({ cache }),
      }),
    )
    .reverse();

const liveOf = (versions: Versions): LiveFunction[] => functions(versions);

/** `cache=1`, or why not. */
function choose(to: string | undefined, live: Versions, history: readonly Report[]): string {
  try {
    const moves = chooseMoves(to, liveOf(live), history, 'staging');
    return describeVersions(Object.fromEntries(moves.map((move) => [move.name, move.to])));
  } catch (error) {
    if (!(error instanceof DeploymentError)) throw error;
    expect(error).toMatchObject({
      stage: 'invalid',
      next: 'bin/trinity rollback staging --list shows what there is.',
    });
    return error.message;
  }
}

const NONE = 'No earlier deployment of staging is recorded.';

describe('without a target, what served before', () => {
  test.each<[string, string, Story, string]>([
    [
      'one deploy before',
      '2',
      [
        ['deploy', '1'],
        ['deploy', '2'],
      ],
      'cache=1',
    ],
    ['the first deploy', '1', [['deploy', '1']], NONE],
    ['nothing recorded', '1', [], NONE],
    [
      'deploys that changed nothing',
      '2',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['deploy', '2'],
        ['deploy', '2'],
      ],
      'cache=1',
    ],
    [
      'rolled back once, it goes on back',
      '2',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['deploy', '3'],
        ['rollback', '2'],
      ],
      'cache=1',
    ],
    [
      'rolled back to the first',
      '1',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['rollback', '1'],
      ],
      NONE,
    ],
    [
      'rolled back twice',
      '1',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['deploy', '3'],
        ['rollback', '2'],
        ['rollback', '1'],
      ],
      NONE,
    ],
    [
      'what was rolled back from is no target after the next deploy',
      '3',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['rollback', '1'],
        ['deploy', '3'],
      ],
      'cache=1',
    ],
    [
      'the same code deployed again after a rollback',
      '2',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['rollback', '1'],
        ['deploy', '2'],
      ],
      'cache=1',
    ],
    [
      'rolled back far, and forward again by name',
      '3',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['deploy', '3'],
        ['rollback', '1'],
        ['rollback', '3'],
      ],
      'cache=1',
    ],
    [
      'failed deploys are no targets',
      '3',
      [
        ['deploy', '1'],
        ['failed deploy', '2'],
        ['deploy', '3'],
      ],
      'cache=1',
    ],
    [
      'deploys that put themselves back are none either',
      '3',
      [
        ['deploy', '1'],
        ['deploy put back', '1'],
        ['deploy', '3'],
      ],
      'cache=1',
    ],
    [
      'a rollback that moved but was not seen to work',
      '2',
      [
        ['deploy', '1'],
        ['deploy', '2'],
        ['deploy', '3'],
        ['failed rollback', '2'],
      ],
      'cache=1',
    ],
    [
      'something that no deploy brought',
      '9',
      [
        ['deploy', '1'],
        ['deploy', '2'],
      ],
      'cache=2',
    ],
  ])('%s', (_, live, story, expected) => {
    expect(choose(undefined, { cache: live }, historyOf(story))).toBe(expected);
  });

  test('a function that was added since stays where it is', () => {
    const before = report({ functions: functions({ cache: '1' }) });
    const after = report({ id: idOf(2), functions: functions({ cache: '2', movie: '1' }) });
    expect(choose(undefined, { cache: '2', movie: '1' }, [after, before])).toBe('cache=1');
  });

  test('a deploy that only added a function is looked through', () => {
    const [first, second, third] = [{ cache: '1' }, { cache: '2' }, { cache: '2', movie: '1' }].map((versions, index) =>
      report({ id: idOf(index + 1), functions: functions(versions as unknown as Versions) }),
    );
    expect(choose(undefined, { cache: '2', movie: '1' }, [third!, second!, first!])).toBe('cache=1');
  });

  test('each function that differs moves, with where it is now', () => {
    const before = report({ functions: functions({ cache: '1', room: '4', movie: '2' }) });
    const after = report({ id: idOf(2), functions: functions({ cache: '3', room: '4', movie: '3' }) });
    const moves = chooseMoves(undefined, liveOf({ cache: '3', room: '4', movie: '3' }), [after, before], 'staging');
    expect(moves).toEqual([
      { name: 'cache', functionName: 'trinity-cache-staging', from: '3', to: '1' },
      { name: 'movie', functionName: 'trinity-movie-staging', from: '3', to: '2' },
    ]);
  });
});

describe('--to', () => {
  const history = historyOf([
    ['deploy', '1', 'a'],
    ['deploy', '2', 'b'],
    ['failed deploy', '2', 'd'],
    ['deploy', '3', 'c'],
    ['rollback', '2', 'c'],
    ['failed rollback', '1', 'c'],
  ]);
  const live = { cache: '9' };

  test.each([
    ["a deploy's id", idOf(1), 'cache=1'],
    ["a rollback's id", idOf(5), 'cache=2'],
    ['the beginning of a commit', 'aaaaaaa', 'cache=1'],
    ['a whole commit', sha('b'), 'cache=2'],
    ['a commit from whose checkout somebody has rolled back', 'ccccccc', 'cache=3'],
    ['versions', 'cache=7', 'cache=7'],
    ['a failed deploy', idOf(3), `The deploy ${idOf(3)} failed: there is nothing of it to go to.`],
    ['the commit of a failed deploy', 'ddddddd', `The deploy ${idOf(3)} failed: there is nothing of it to go to.`],
    ['a failed rollback', idOf(6), `The rollback ${idOf(6)} failed: there is nothing of it to go to.`],
    [
      'a commit that is too short',
      'aaaaaa',
      'No deployment of staging has the id "aaaaaa", or a commit that begins with it (7 digits or more).',
    ],
    ['an unknown commit', 'eeeeeee', 'No deployment of staging has the id "eeeeeee"'],
    ['nothing', '', 'No deployment of staging has the id ""'],
    ['what serves already', 'cache=9', 'Nothing to roll back: cache=9 serves already.'],
    ['an unknown function', 'cash=1', '--to "cash=1" is no function and version. Functions are cache: cache=1.'],
    ['no version', 'cache=', '--to "cache=" is no function and version.'],
    ['$LATEST', 'cache=$LATEST', '--to "cache=$LATEST" is no function and version.'],
    ['a function twice', 'cache=1,cache=2', '--to "cache=1,cache=2" names cache twice.'],
  ])('%s', (_, to, expected) => {
    expect(choose(to, live, history)).toContain(expected);
  });

  test('versions of some functions leave the others', () => {
    expect(choose('cache=4, movie=1', { cache: '5', room: '3', movie: '2' }, [])).toBe('cache=4,movie=1');
  });

  test('the newest deploy of a commit that was deployed twice', () => {
    const twice = historyOf([
      ['deploy', '1', 'a'],
      ['deploy', '2', 'a'],
      ['deploy', '3', 'b'],
    ]);
    expect(choose('aaaaaaa', live, twice)).toBe('cache=2');
  });

  test('where nothing is deployed', () => {
    expect(choose('cache=1', {}, [])).toBe('Nothing is deployed in staging.');
  });
});
