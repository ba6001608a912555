import { serviceInterrupted } from '../../../packages/plan-review/src/rules/service-interrupted';
import { because, change, find } from './change';

const database = (instance_class: string, apply_immediately: boolean) => ({ instance_class, apply_immediately });

test('a database that changes at once warns', () => {
  const [old, now] = [database('db.r6g.large', false), database('db.r6g.xlarge', true)];
  expect(find(serviceInterrupted, change('aws_db_instance', old, now))).toEqual({
    blocks: false,
    title: 'It is down during the apply.',
    because: ['instance_class goes from db.r6g.large to db.r6g.xlarge, at once'],
  });
});

test('in the maintenance window, or at nothing that it is started anew for: silent', () => {
  const of = (before: object, after: object) =>
    because(serviceInterrupted, 'aws_db_instance', before as never, after as never);
  expect(of(database('a', false), database('b', false))).toEqual([]);
  expect(of(database('a', true), { ...database('a', true), tags: {} })).toEqual([]);
  expect(of({ apply_immediately: true, backup_retention_period: 1 }, { apply_immediately: true })).toEqual([]);
});

test('a machine knows no window, and one that is replaced is not changed', () => {
  const [one, other] = [{ instance_type: 't3.small' }, { instance_type: 't3.large' }];
  expect(because(serviceInterrupted, 'aws_instance', one, other)).toHaveLength(1);
  expect(because(serviceInterrupted, 'aws_launch_template', one, other)).toEqual([]);
  expect(find(serviceInterrupted, change('aws_instance', one, other, { action: 'replace' }))).toBeUndefined();
});
