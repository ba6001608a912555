import { Outbox, type Said } from '../../../pages/room-cache/room/outbox';

const said = (sequenceIndex: number): Said => ({ roomId: 'r', memberId: 'ana', sequenceIndex, liked: true });

/** An outbox whose network answers as told, and whose clock goes when it is asked to. */
function setUp(kept: readonly Said[] = []) {
  const sent: number[] = [];
  const waits: { run: () => void; milliseconds: number }[] = [];
  const state = { isAway: false, left: [...kept] };
  const outbox = new Outbox({
    kept,
    keep: (left) => void (state.left = [...left]),
    send: (one) => {
      sent.push(one.sequenceIndex);
      return Promise.resolve(!state.isAway);
    },
    later(run, milliseconds) {
      const wait = { run, milliseconds };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait) >>> 0, 1);
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { outbox, sent, waits, state, settled };
}

test('what is said is sent in its order, and forgotten when it is heard', async () => {
  const { outbox, sent, state, settled } = setUp();
  for (const place of [0, 1, 2]) outbox.add(said(place));
  expect(state.left).toHaveLength(3);
  await settled();
  expect(sent).toEqual([0, 1, 2]);
  expect([outbox.size, state.left]).toEqual([0, []]);
});

test('what is not heard is kept, sent again later each time, and before what was said after it', async () => {
  const { outbox, sent, waits, state, settled } = setUp();
  state.isAway = true;
  outbox.add(said(0));
  await settled();
  outbox.add(said(1)); // tries at once, and in its order
  await settled();
  expect(sent).toEqual([0, 0]);
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([1_000]); // the first one was called off
  for (const milliseconds of [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    waits.shift()!.run();
    await settled();
    expect(waits.map((wait) => wait.milliseconds)).toEqual([milliseconds]);
  }
  expect(state.left).toEqual([said(0), said(1)]);
  state.isAway = false;
  await outbox.flush();
  expect(sent.slice(-2)).toEqual([0, 1]);
  expect([outbox.size, waits]).toEqual([0, []]);
});

test('what was left of the last time is sent', async () => {
  const { outbox, sent } = setUp([said(7)]);
  await outbox.flush();
  expect(sent).toEqual([7]);
});
