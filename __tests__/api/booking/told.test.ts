import { openTwoBusinesses, type Business, type TwoBusinesses, STARTS } from './two-businesses';
import type { Subscribed } from './booking-api';

const QUERY = 'subscription ($id: ID!) { onBookingChanged(conversationId: $id) { id status } }';
const ENDED = [
  [{ errorType: 'SubscriptionInvalidated', message: 'The subscription to onBookingChanged was ended by a mutation.' }],
];

let world: TwoBusinesses;
const begun: Subscribed[] = [];
beforeEach(async () => {
  world = await openTwoBusinesses();
});
afterEach(() => {
  for (const { end } of begun.splice(0)) end?.();
});

async function subscribe(key: string, id: string): Promise<Subscribed> {
  const subscribed = await world.api.subscribe(key, QUERY, { id });
  begun.push(subscribed);
  return subscribed;
}

const owner = ({ tenantId }: Business): string => world.api.tokenOf(`${tenantId}:OWNER`);

/** By the chat itself, so that the booking is of its conversation. @returns its id */
async function bookInChat({ key, tenantId, conversationId }: Business): Promise<string> {
  const query =
    'mutation ($input: ChatMessageInput!) { sendChatMessage(input: $input) { revision step booking { id } } }';
  type Reply = { revision: number; step: string; booking: { id: string } | null };
  let seen = 1;
  let last: Reply | undefined;
  const conversation = await world.api.ask(key, 'query.conversation', { id: conversationId });
  seen = (conversation.data as Reply).revision;
  for (const text of [`Cut of ${tenantId}`, '30/3/2026', '1', 'soy Eva Ruiz, 600 123 456', 'sí']) {
    const { data } = await world.api.send(key, query, { input: { conversationId, seen, text } });
    last = (data as { sendChatMessage: Reply }).sendChatMessage;
    seen = last.revision;
  }
  expect(last).toMatchObject({ step: 'BOOKED' });
  return last!.booking!.id;
}

/** Selects nothing that says whose it is. */
const cancel = (by: Business, id: string) =>
  world.api.send(owner(by), `mutation { cancelBooking(id: "${id}") { id } }`);

test('a visitor hears that the business cancels, whatever it selects, and of what; nobody else hears anything', async () => {
  const { hair, garage } = world;
  const id = await bookInChat(hair);
  const own = await subscribe(hair.key, hair.conversationId);
  const garages = await subscribe(garage.key, garage.conversationId);
  const { data } = await world.api.ask(hair.key, 'mutation.sendChatMessage', { input: { text: 'Hola' } });
  const another = await subscribe(hair.key, (data as { conversationId: string }).conversationId);
  expect([own, garages, another].map(({ errors }) => errors)).toEqual([[], [], []]);

  expect((await cancel(hair, id)).errors).toEqual([]);
  expect(own.ends).toEqual(ENDED);
  expect([own.told, garages.told, garages.ends, another.told, another.ends]).toEqual([[], [], [], [], []]);

  const asked = async () => (await world.api.ask(hair.key, 'query.conversation', { id: hair.conversationId })).data;
  const told = await asked();
  expect(told).toMatchObject({ step: 'CANCELLED', booking: null });
  expect((told as { texts: string[] }).texts.join()).toContain('Cut of hair');
  // In a second tab, and after a reload.
  expect(await asked()).toEqual(told);
});

test('a visitor hears that the business moves their booking', async () => {
  const { hair } = world;
  const id = await bookInChat(hair);
  const own = await subscribe(hair.key, hair.conversationId);
  const input = `{ requestId: "a-request-of-the-owner", startsAt: "${STARTS[4]}" }`;
  const moved = await world.api.send(
    owner(hair),
    `mutation { rescheduleBooking(id: "${id}", input: ${input}) { id } }`,
  );
  expect(moved.errors).toEqual([]);
  expect(own.ends).toEqual(ENDED);
  const { data } = await world.api.ask(hair.key, 'query.conversation', { id: hair.conversationId });
  expect(data).toMatchObject({ step: 'BOOKED', booking: { startsAt: STARTS[4] } });
});

test('a caller who selects all of a booking tells a subscriber none of it', async () => {
  const { hair } = world;
  const id = await bookInChat(hair);
  const own = await subscribe(hair.key, hair.conversationId);
  const { data } = await world.api.ask(owner(hair), 'mutation.cancelBooking', { id });
  expect(data).toMatchObject({ conversationId: hair.conversationId });
  expect([own.told, own.ends]).toEqual([[], ENDED]);
});

test("another tenant's conversation is as one that there is not, and a booking of no conversation tells nobody", async () => {
  const { hair, garage } = world;
  for (const id of [hair.conversationId, 'a-conversation-that-is-not']) {
    const { errors, end } = await subscribe(garage.key, id);
    expect([end, errors.map(({ errorType }) => errorType)]).toEqual([undefined, ['NotFound']]);
  }
  const own = await subscribe(hair.key, hair.conversationId);
  expect((await cancel(hair, hair.bookingId)).errors).toEqual([]);
  expect(own.ends).toEqual([]);
});

test('a key that was revoked does not connect', async () => {
  const { hair, town } = world;
  const [apiKeyId] = town.functions.apiKeys.keys.keys();
  await world.api.ask(owner(hair), 'mutation.revokeApiKey', { id: apiKeyId });
  town.functions.runtime.time += 60_000;
  const { status, errors, end } = await subscribe(hair.key, hair.conversationId);
  expect([status, errors.map(({ errorType }) => errorType), end]).toEqual([401, ['UnauthorizedException'], undefined]);
});
