import { Gate } from '../../../../rehearsal/aws/dynamodb/gate';

/** Something that is done when it is told so. */
function held() {
  let done = (): void => undefined;
  const until = new Promise<void>((resolve) => (done = resolve));
  return { until, done: () => done() };
}

test('who is alone waits for what is underway, and others wait for it', async () => {
  const gate = new Gate();
  const happened: string[] = [];
  const first = held();
  const passing = gate.pass(async () => {
    await first.until;
    happened.push('first');
  });
  const second = held();
  const alone = gate.alone(async () => {
    happened.push('alone');
    await second.until;
    happened.push('done');
  });
  const later = gate.pass(() => Promise.resolve(happened.push('later')));
  const alsoAlone = gate.alone(() => Promise.resolve(happened.push('alone again')));
  first.done();
  await passing;
  second.done();
  await Promise.all([alone, later, alsoAlone]);
  expect(happened.slice(0, 3)).toEqual(['first', 'alone', 'done']);
  expect(happened.slice(3).sort()).toEqual(['alone again', 'later']);
});

test('a failure opens it again', async () => {
  const gate = new Gate();
  await expect(gate.alone(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await gate.pass(() => Promise.resolve('passes'))).toBe('passes');
});
