import { afterGiven, givenTime, type Reading } from '../../../local/lambda/given-time';

const starved = { wall: 1000, idle: 0, processor: 1000 };

it.each<[string, Reading, number]>([
  ['waiting counts whole', { wall: 1000, idle: 1000, processor: 5 }, 1000],
  ['computing on a processor of its own counts whole', { wall: 1000, idle: 0, processor: 1000 }, 1000],
  ['computing on a part of one counts in part', { wall: 1000, idle: 0, processor: 250 }, 250],
  ['both add up', { wall: 1000, idle: 600, processor: 100 }, 700],
  ['what others compute does not count', { wall: 1000, idle: 900, processor: 5000 }, 1000],
  ['a tenth of the time is given in any case', { wall: 1000, idle: 0, processor: 5 }, 100],
  ['standing in the queue does not count', { ...starved, scheduled: { queued: 700, busy: 0 } }, 300],
  ['computing counts, whatever others compute', { ...starved, scheduled: { queued: 0, busy: 900 } }, 1000],
  ['being blocked counts', { ...starved, processor: 0, scheduled: { queued: 0, busy: 0 } }, 1000],
  [
    'waiting for services that are busy does not',
    { ...starved, idle: 800, scheduled: { queued: 100, busy: 500 } },
    400,
  ],
  ['waiting for anything else does', { ...starved, idle: 300, scheduled: { queued: 100, busy: 5000 } }, 600],
])('%s', (_, reading, expected) => {
  expect(givenTime(reading)).toBe(expected);
});

describe('a limit', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is reached when so much time was given, not before', () => {
    let processor = 0;
    const callback = jest.fn();
    afterGiven(1000, () => ({ wall: 9000, idle: 0, processor }), callback);
    processor = 999;
    jest.advanceTimersByTime(5000);
    expect(callback).not.toHaveBeenCalled();
    processor = 1000;
    jest.advanceTimersByTime(1000);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('is not reached any more when it was stopped', () => {
    const callback = jest.fn();
    const timer = afterGiven(1000, () => ({ wall: 5000, idle: 5000, processor: 0 }), callback);
    clearTimeout(timer());
    jest.advanceTimersByTime(5000);
    expect(callback).not.toHaveBeenCalled();
  });
});
