import { prod } from '../../environments/prod';
import { dev } from '../../environments/dev';
import { partsOfStack, stackName, stateOf } from '../../environments/stack';
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

test('a system is named behind its environment, the first one, too: it is what the name of its stack leaves open', () => {
  expect(partsOfStack('prod')).toEqual({ environment: 'prod' });
  expect(partsOfStack('prod-room-cache')).toEqual({ environment: 'prod', system: 'room-cache' });
  expect(partsOfStack('dev-ana-room-cache')).toEqual({ environment: 'dev-ana', system: 'room-cache' });
});
