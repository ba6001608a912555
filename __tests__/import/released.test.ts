import { releasedTables } from '../../import/declared';
import { inspectTables } from '../../import/inspect';
import { checkReleases } from '../../import/released';
import { EMPTY_PLAN, type Action, type ResourceChange } from '../../packages/plan-review/src/plan/model';
import { PLAIN } from './tables';

const ADDRESS = 'aws_dynamodb_table.rooms';
const resource = (action: Action): ResourceChange => ({
  ...{ address: ADDRESS, type: 'aws_dynamodb_table', provider: 'registry.terraform.io/hashicorp/aws' },
  ...{ action, steps: [action], before: null, after: null, unknown: {}, replacePaths: [] },
});
const check = (...actions: Action[]) =>
  checkReleases({ ...EMPTY_PLAN, resources: actions.map(resource) }, [ADDRESS]).map(({ problems, isInState }) => ({
    problems,
    isInState,
  }));

test('what is to be forgotten is forgotten, or is not in the state', () => {
  expect(check('forget')).toEqual([{ problems: [], isInState: true }]);
  expect(check()).toEqual([{ problems: [], isInState: false }]);
});

test.each(['delete', 'update', 'create', 'replace', 'no-op'] as const)(
  'a plan that would %s it is not safe',
  (action) => {
    const problem = `The plan would ${action} it: it is to be forgotten, and to stay as it is.`;
    expect(check(action)).toEqual([{ problems: [problem], isInState: false }]);
  },
);

test('what scales a released table may not be destroyed either, also where no stack knows it any more', () => {
  const scaling = {
    ...resource('delete'),
    address: 'aws_appautoscaling_target.rooms_old_read',
    type: 'aws_appautoscaling_target',
  };
  const scalable_dimension = 'dynamodb:table:ReadCapacityUnits';
  const of = (id: string) =>
    checkReleases(
      {
        ...EMPTY_PLAN,
        resources: [resource('forget'), { ...scaling, before: { resource_id: id, scalable_dimension } }],
      },
      [ADDRESS],
      ['rooms-v2'],
    ).flatMap(({ problems }) => problems);
  const problem = 'The plan would delete it: it is to be forgotten, and to stay as it is.';
  expect(of('table/rooms-v2')).toEqual([problem]);
  expect(of('table/rooms-v2/index/Old')).toEqual([problem]);
  expect(of('table/rooms-v22')).toEqual([]);
});

test('a plan that is not complete proves nothing', () => {
  const plan = { ...EMPTY_PLAN, complete: false, resources: [resource('forget')] };
  const problems = ['The plan is not complete: what is put off to a later one, nobody has seen.'];
  expect(checkReleases(plan, [ADDRESS])).toMatchObject([{ problems }]);
});

test('an inspection says whose a released table is', () => {
  const data = { aws_dynamodb_table: { room_movie_cache: { name: 'films' } } };
  const released = releasedTables({ data });
  expect(released).toEqual([{ id: 'roomMovieCache', name: 'films' }]);
  expect(releasedTables({})).toEqual([]);
  expect(inspectTables([{ name: 'films', table: { ...PLAIN, name: 'films' } }], [], { released })).toMatchObject([
    { verdict: 'undeclared', reason: 'It is used as roomMovieCache, and released: somebody else looks after it.' },
  ]);
});
