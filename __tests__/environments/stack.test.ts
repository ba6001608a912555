import { prod } from '../../environments/prod';
import { dev } from '../../environments/dev';
import { stackName, stateOf } from '../../environments/stack';
import type { SystemName } from '../../model/systems';

const booking = 'booking' as SystemName;

test("the first system's stack is called as the environment, another's has its own name behind", () => {
  expect(stackName('prod', 'room-cache')).toBe('prod');
  expect(stackName('prod', booking)).toBe('prod-booking');
});

test('each stack has its own state', () => {
  expect(stateOf(prod, 'room-cache')).toBe(prod.state);
  expect(stateOf(prod, booking)).toEqual({
    ...prod.state,
    key: 'trinity/prod-booking.tfstate',
  });
  expect(stateOf(dev, booking)).toEqual({ backend: 'local' });
});
