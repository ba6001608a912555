import { prod } from '../../environments/prod';
import { dev } from '../../environments/dev';
import { stackName, stateOf } from '../../environments/stack';
import type { SystemName } from '../../model/systems';

const booking = 'booking' as SystemName;

test("the first system's stack is called as the environment, another's has its own name behind", () => {
  expect(stackName({ environment: prod, system: 'room-cache' })).toBe('prod');
  expect(stackName({ environment: prod, system: booking })).toBe('prod-booking');
});

test('each stack has its own state', () => {
  expect(stateOf({ environment: prod, system: 'room-cache' })).toBe(prod.state);
  expect(stateOf({ environment: prod, system: booking })).toEqual({
    ...prod.state,
    key: 'trinity/prod-booking.tfstate',
  });
  expect(stateOf({ environment: dev, system: booking })).toEqual({ backend: 'local' });
});
