import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';
import { actionsOf, changeOf, queues } from './documents';

const films = { name: 'films' };
const moved = (...pairs: readonly (readonly [string, string])[]): JsonObject => ({
  moved: pairs.map(([from, to]) => ({ from: `aws_sqs_queue.${from}`, to: `aws_sqs_queue.${to}` })),
});

describe('a moved block', () => {
  test('makes a rename a move', () => {
    const plan = compareSyntheses(queues({ films }), queues({ movies: films }, moved(['films', 'movies'])));
    expect(plan.resources).toEqual([
      expect.objectContaining({
        address: 'aws_sqs_queue.movies',
        previousAddress: 'aws_sqs_queue.films',
        action: 'no-op',
        before: null,
        after: null,
      }),
    ]);
  });

  test('keeps the change that comes with it', () => {
    const after = queues(
      { movies: { name: 'movies' } },
      { moved: { from: '${aws_sqs_queue.films}', to: 'aws_sqs_queue.movies' } },
    );
    expect(changeOf('aws_sqs_queue.movies', compareSyntheses(queues({ films }), after))).toMatchObject({
      previousAddress: 'aws_sqs_queue.films',
      before: { name: 'films' },
      after: { name: 'movies' },
    });
  });

  test('leads on to the next one, and not round in a circle', () => {
    const chain = moved(['films', 'movies'], ['movies', 'titles']);
    const { resources } = compareSyntheses(queues({ films }), queues({ titles: films }, chain));
    expect(resources).toEqual([expect.objectContaining({ previousAddress: 'aws_sqs_queue.films', action: 'no-op' })]);
    const circle = moved(['b', 'a'], ['a', 'b']);
    expect(actionsOf(queues({}), queues({ a: films }, circle))).toMatchObject({ 'aws_sqs_queue.a': 'create' });
  });

  test('moves nothing while both are there', () => {
    const after = queues({ films, movies: films }, moved(['films', 'movies']));
    expect(actionsOf(queues({ films }), after)).toEqual({ 'aws_sqs_queue.movies': 'create', moved: 'update' });
  });

  test('moves what is repeated, all of it or one', () => {
    const before = queues({ films: { ...films, count: 2 } });
    const all = compareSyntheses(before, queues({ movies: { ...films, count: 2 } }, moved(['films', 'movies'])));
    expect(all.resources.map((one) => [one.previousAddress, one.address, one.action])).toEqual([
      ['aws_sqs_queue.films[0]', 'aws_sqs_queue.movies[0]', 'no-op'],
      ['aws_sqs_queue.films[1]', 'aws_sqs_queue.movies[1]', 'no-op'],
    ]);
    const each = queues({ films: { ...films, for_each: { a: 1 } } }, moved(['films[1]', 'films["a"]']));
    expect(actionsOf(before, each)).toEqual({
      'aws_sqs_queue.films["a"]': 'update',
      'aws_sqs_queue.films[0]': 'delete',
    });
  });

  test('of a module moves the module', () => {
    const module = (name: string): JsonObject => ({ module: { [name]: { source: './room' } } });
    const plan = compareSyntheses(module('a'), { ...module('b'), moved: { from: 'module.a', to: 'module.b' } });
    expect(plan.resources).toEqual([
      expect.objectContaining({ address: 'module.b', previousAddress: 'module.a', action: 'no-op', provider: '' }),
    ]);
  });

  test('that no resource shows is shown itself, also when it goes', () => {
    const [none, some] = [
      queues({ films }),
      queues({ films }, { moved: { from: 'module.a.x.y', to: 'module.b.x.y' } }),
    ];
    const blocks = { 'module.a.x.y': { from: 'module.a.x.y', to: 'module.b.x.y' } };
    expect(changeOf('moved', compareSyntheses(none, some))).toMatchObject({ type: 'moved', before: {}, after: blocks });
    expect(changeOf('moved', compareSyntheses(some, none))).toMatchObject({ before: blocks, after: {} });
    expect(actionsOf(some, some)).toEqual({});
  });
});

describe('an import block', () => {
  const block = { import: [{ to: 'aws_sqs_queue.films', id: 'https://sqs.trinity.test/films' }] };

  test('takes over a new resource: what it has now is not known', () => {
    expect(compareSyntheses(queues({}), queues({ films }, block)).resources).toEqual([
      expect.objectContaining({
        address: 'aws_sqs_queue.films',
        action: 'update',
        importing: { id: 'https://sqs.trinity.test/films' },
        before: {},
        after: films,
      }),
    ]);
  });

  test('of several by for_each has no id that is known', () => {
    for (const id of [{ a: 1 }, '${each.value}', 'x/${lower(each.key)}']) {
      const blocks = { import: { for_each: { a: 'x' }, to: 'aws_sqs_queue.films[each.key]', id } };
      const after = queues({ films: { ...films, for_each: { a: 1 } } }, blocks);
      expect(changeOf('aws_sqs_queue.films["a"]', compareSyntheses(queues({}), after)).importing).toEqual({});
    }
  });

  test('of what was there already is shown itself', () => {
    expect(actionsOf(queues({ films }), queues({ films }, block))).toEqual({ import: 'update' });
  });
});

describe('a removed block', () => {
  const removed = (lifecycle: JsonObject | JsonObject[]): JsonObject => ({
    removed: { from: 'aws_sqs_queue.films', lifecycle },
  });

  test('forgets where it does not destroy', () => {
    for (const lifecycle of [{ destroy: false }, [{ destroy: false }]]) {
      const { resources } = compareSyntheses(queues({ films }), queues({}, removed(lifecycle)));
      expect(resources).toEqual([
        expect.objectContaining({
          action: 'forget',
          steps: ['forget'],
          reason: 'delete_because_no_resource_config', // as in a plan, so that one name accepts both
          before: films,
          after: null,
        }),
      ]);
    }
  });

  test('destroys otherwise', () => {
    expect(actionsOf(queues({ films }), queues({}, removed({ destroy: true })))).toEqual({
      'aws_sqs_queue.films': 'delete',
    });
    expect(actionsOf(queues({ films }), queues({}, removed({})))).toEqual({ 'aws_sqs_queue.films': 'delete' });
  });

  test('of what is in a module is shown itself', () => {
    const after = queues({ films }, { removed: { from: 'module.a.x.y', lifecycle: { destroy: false } } });
    expect(actionsOf(queues({ films }), after)).toEqual({ removed: 'update' });
  });
});
