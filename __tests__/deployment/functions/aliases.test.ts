import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { listVersions, moveAliases, movesBack, readLive, withoutVersion } from '../../../deployment/functions/aliases';
import { roomCache } from '../../../deployment/room-cache';
import { explain, textOf } from '../../../deployment/explain';
import { isOutside } from '../../../deployment/outside';
import { awsError, fakeAws, type Input } from '../aws';
import { dev } from '../project';

const notFound = () => new ResourceNotFoundException({ message: 'no', $metadata: { httpStatusCode: 404 } });
const live = (name: string, version: string) => ({
  name,
  functionName: `trinity-${name}-dev`,
  version,
  codeSha256: 'x',
});
const move = (name: string, from: string, to: string) => ({ name, functionName: `trinity-${name}-dev`, from, to });

describe('what serves', () => {
  test('is asked of Lambda, by the alias', async () => {
    const { lambda } = fakeAws({
      GetAliasCommand: ({ FunctionName }) =>
        FunctionName === 'trinity-movie-dev' ? notFound() : { FunctionVersion: '4' },
      GetFunctionConfigurationCommand: ({ FunctionName, Qualifier }) => ({
        CodeSha256: `${String(FunctionName)}:${String(Qualifier)}`,
      }),
    });
    await expect(readLive(lambda, roomCache.releases(dev()))).resolves.toEqual([
      { name: 'cache', functionName: 'trinity-cache-dev', version: '4', codeSha256: 'trinity-cache-dev:4' },
      { name: 'room', functionName: 'trinity-room-dev', version: '4', codeSha256: 'trinity-room-dev:4' },
    ]); // movie is not deployed yet
  });

  test('a refusal is not "nothing deployed"', async () => {
    const { lambda } = fakeAws({ GetAliasCommand: () => awsError('AccessDeniedException', 'no', 403) });
    await expect(readLive(lambda, roomCache.releases(dev()))).rejects.toThrow('no');
  });
});

describe('versions that Lambda keeps', () => {
  const version = (Version: string) => ({ Version, LastModified: `at ${Version}`, CodeSha256: `code ${Version}` });

  test('of all pages, by number: 10 comes before 9', async () => {
    const { lambda } = fakeAws({
      ListVersionsByFunctionCommand: ({ Marker }) =>
        Marker === undefined
          ? { Versions: ['$LATEST', '1', '2', '9'].map(version), NextMarker: 'more' }
          : { Versions: ['10', '11'].map(version) },
    });
    const kept = await listVersions(lambda, 'f');
    expect(kept.map((one) => one.version)).toEqual(['11', '10', '9', '2', '1']);
    expect(kept[0]).toEqual({ version: '11', published: 'at 11', codeSha256: 'code 11' });
  });

  test('moves to others are found before anything moves', async () => {
    const { lambda, sent } = fakeAws({
      GetFunctionConfigurationCommand: ({ Qualifier }) => (Qualifier === '7' ? notFound() : {}),
    });
    const moves = [move('cache', '2', '1'), move('movie', '2', '7')];
    await expect(withoutVersion(lambda, moves)).resolves.toEqual([moves[1]]);
    expect(sent).toHaveLength(2);
  });
});

describe('moving', () => {
  const MOVES = [move('cache', '2', '1'), move('room', '3', '2'), move('movie', '4', '3')];

  test('is one update of each alias, and leaves no share of its calls elsewhere', async () => {
    const { lambda, sent } = fakeAws({ UpdateAliasCommand: () => ({}) });
    await moveAliases(lambda, MOVES);
    expect(sent.map(({ input }) => input)).toEqual(
      MOVES.map(({ functionName, to }) => ({
        FunctionName: functionName,
        Name: 'live',
        FunctionVersion: to,
        RoutingConfig: { AdditionalVersionWeights: {} },
      })),
    );
  });

  test('all are tried, and each failure is told', async () => {
    const { lambda, sent } = fakeAws({
      UpdateAliasCommand: ({ FunctionName }: Input) =>
        FunctionName === 'trinity-room-dev' ? {} : awsError('Odd', `${String(FunctionName)} is odd`),
    });
    const failure = await moveAliases(lambda, MOVES).catch((error: unknown) => error);
    expect(sent).toHaveLength(3);
    const text = textOf(failure);
    expect(text).toContain('Error: trinity-cache-dev (Odd: trinity-cache-dev is odd (HTTP 400))');
    expect(text).toContain('Error: trinity-movie-dev (Odd: trinity-movie-dev is odd (HTTP 400))');
    expect(text).not.toContain('trinity-room-dev');
  });

  test('a refusal is explained as one, and a bug among them stays one', async () => {
    const denied = awsError('AccessDeniedException', 'User: x is not authorized to perform: lambda:UpdateAlias', 403);
    const failing = (error: Error) => moveAliases(fakeAws({ UpdateAliasCommand: () => error }).lambda, MOVES);
    const outside: unknown = await failing(denied).catch((error: unknown) => error);
    expect(isOutside(outside)).toBe(true);
    expect(explain(textOf(outside), dev()).reason).toBe('The AWS identity may not do lambda:UpdateAlias.');
    const bug: unknown = await failing(new TypeError('undefined')).catch((error: unknown) => error);
    expect(isOutside(bug)).toBe(false);
  });
});

test('back to before: what has not moved, and what was not there, stays', () => {
  const now = [live('cache', '3'), live('room', '2'), live('movie', '1')];
  const before = [live('cache', '2'), live('room', '2')];
  expect(movesBack(now, before)).toEqual([move('cache', '3', '2')]);
  expect(movesBack([], before)).toEqual([]);
});
