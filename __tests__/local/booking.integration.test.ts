import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalEvent } from '../../local/events';
import { startLocal, type LocalRun } from '../../local/run';
import { TENANTS_CLAIM } from '../../model/booking/administrators';
import { operationOf, type Field, wayOf } from '../api/booking/operations';
import { copyCheckout } from '../support/checkout';
import { runToEnd } from '../support/child';
import { Person, REFUSED } from './cognito/support';
import { describeWith } from '../support/loud-skip';

/*
 * The booking chat as it runs on a laptop: bundles, synthesized Terraform, functions in workers, tables in dynalite, and clients that
 * come over HTTP.
 */

const SALON = 'peluqueria-ana';
const GARAGE = 'oficina-central';

const checkout = copyCheckout();
let run: LocalRun;
let lines: readonly string[];
let administrator: { email: string; temporaryPassword: string };
/** What each business's widget sends. */
let keys: Record<typeof SALON | typeof GARAGE, string>;
/** Milliseconds by which the API's clock is ahead of the machine's. */
let ahead = 0;

beforeAll(async () => {
  run = await startLocal({ root: checkout.root, system: 'booking', now: () => Date.now() + ahead });
  const demo = await run.demo();
  ({ lines } = demo);
  const { businesses } = demo.made as { businesses: { tenantId: keyof typeof keys; key: string }[] };
  ({ administrator } = demo.made as { administrator: typeof administrator });
  keys = Object.fromEntries(businesses.map(({ tenantId, key }) => [tenantId, key])) as typeof keys;
});
afterAll(async () => {
  await run?.close();
  checkout.remove();
});

test('who owns the first business signs in with what is printed, and manages it alone', async () => {
  expect(lines).toContain(`  ${administrator.email}   ${administrator.temporaryPassword}`);
  const { endpoint, userPoolId: UserPoolId, clientId: ClientId } = run.signIn!;
  const page = readFileSync(join(__dirname, '../../docs/booking.md'), 'utf8');
  const code = /```js\n(const \{ AuthenticationDetails.*?)```/s.exec(page)![1]!;
  const script = code
    .replace('http://127.0.0.1:40127', endpoint)
    .replace('eu-west-1_…', UserPoolId)
    .replace("'…'", `'${ClientId}'`);
  const { stdout, stderr } = await runToEnd('node', ['-e', script], {
    cwd: join(__dirname, '../..'),
    env: process.env,
  });
  expect(stderr).toBe('');
  const token = stdout.trim();
  expect(await get(token, 'query.apiKeys')).toHaveLength(1);
  expect((await ask(token, 'query.apiKeys', { tenantId: GARAGE })).errors).toMatchObject([
    { errorType: 'Unauthorized' },
  ]);
  const person = new Person({ endpoint }, administrator.email, { UserPoolId, ClientId });
  expect(await person.signIn(administrator.temporaryPassword)).toEqual(REFUSED);
});

interface Answer<T> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly { readonly errorType?: string; readonly message: string }[];
}

async function ask<T>(authorization: string, field: Field, variables: object = {}): Promise<Answer<T>> {
  const response = await fetch(run.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: operationOf(field, wayOf(authorization)), variables }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: Record<string, T> | null;
    errors?: Answer<T>['errors'];
  };
  return { status: response.status, data: data?.[field.split('.')[1]!] ?? null, errors };
}

async function get<T>(authorization: string, field: Field, variables: object = {}): Promise<T> {
  const { data, errors } = await ask<T>(authorization, field, variables);
  expect(errors).toEqual([]);
  return data!;
}

const tokenOf = (tenants: string): string => run.sign({ token_use: 'id', username: 'ana', [TENANTS_CLAIM]: tenants });

interface Booking {
  readonly id: string;
  readonly status: string;
  readonly startsAt: string;
  readonly providerId: string;
  readonly serviceName: string;
  readonly customer: { readonly name: string; readonly phone: string | null; readonly email: string | null };
}
interface Reply {
  readonly conversationId: string;
  readonly revision: number;
  readonly texts: readonly string[];
  readonly language: string;
  readonly step: string;
  readonly booking: Booking | null;
}
interface Named {
  readonly id: string;
  readonly name: string;
}
interface Slot {
  readonly startsAt: string;
  readonly free: readonly { readonly providerId: string; readonly localTime: string }[];
}

/** Times of a week from the day after tomorrow on, so that no message means one that has gone by. */
async function timesOf(key: string, serviceName: string, providerName: string) {
  const { id: serviceId } = (await get<Named[]>(key, 'query.services')).find(({ name }) => name === serviceName)!;
  const staff = await get<Named[]>(key, 'query.providers', { serviceId });
  const { id: providerId } = staff.find(({ name }) => name === providerName)!;
  const from = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const slots = await get<Slot[]>(key, 'query.availableSlots', { serviceId, providerId, from, days: 7 });
  return { serviceId, providerId, slots };
}

/** A chat in one tab. */
class Visitor {
  reply: Reply | undefined;

  constructor(private readonly key: string) {}

  async say(text: string): Promise<Reply> {
    const { conversationId = null, revision = 0 } = this.reply ?? {};
    const input = { conversationId, seen: revision, text };
    this.reply = await get<Reply>(this.key, 'mutation.sendChatMessage', { input });
    return this.reply;
  }

  /** Answers what is asked, until it is booked. */
  async book(answers: Readonly<Record<string, string>>, first: string): Promise<Reply> {
    let reply = await this.say(first);
    for (let turn = 0; turn < 10 && reply.step !== 'BOOKED'; turn += 1) {
      const answer = answers[reply.step];
      if (answer === undefined) throw new Error(`Nobody answers ${reply.step}: ${reply.texts.join(' ')}`);
      reply = await this.say(answer);
    }
    return reply;
  }
}

/** `2 diciembre`, in the words of a language. @param localTime `2026-12-02T10:00` */
const dayIn = (language: string, localTime: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(new Date(`${localTime}:00Z`));
const long: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };

test('two businesses are there at start, and a visitor has begun to chat', () => {
  const text = lines.join('\n');
  expect(text).toContain('Peluquería Ana');
  expect(text).toContain('Oficina Central');
  expect(text).toContain('  visitor   Quiero un corte mañana por la tarde');
  expect(text).toMatch(/ {2}agent {5}\S/);
});

test('GraphiQL opens with a query and a key that it answers', async () => {
  const page = await (await fetch(run.graphiql)).text();
  const of = <T>(name: string): T => JSON.parse(new RegExp(`const ${name} = (.*);`).exec(page)![1]!) as T;
  const headers = of<Record<string, string>>('headers');
  expect(headers).toEqual({ authorization: keys[SALON] });
  const answer = await fetch(run.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: of<string>('query') }),
  });
  expect(await answer.json()).toMatchObject({ data: { business: { name: 'Peluquería Ana' } } });
});

test.each([SALON, GARAGE] as const)(
  'in %s, each who works in the week to come is booked on each of their days',
  async (tenantId) => {
    const staff = await get<Named[]>(keys[tenantId], 'query.providers');
    expect(staff.length).toBeGreaterThan(0);
    for (const { id: providerId } of staff) {
      const dates = Array.from({ length: 7 }, (_, day) => new Date(Date.now() + day * 86_400_000).toISOString());
      const bookings = await Promise.all(
        dates.map((date) =>
          get<Booking[]>(tokenOf(`${tenantId}:STAFF`), 'query.bookings', { providerId, date: date.slice(0, 10) }),
        ),
      );
      const booked = bookings.flat();
      expect(booked.length).toBeGreaterThanOrEqual(4); // they work five days, and today may be over
      expect(new Set(booked.map(({ startsAt }) => startsAt.slice(0, 10))).size).toBe(booked.length);
      expect(booked.map(({ status }) => status)).toEqual(booked.map(() => 'CONFIRMED'));
    }
  },
);

describe('a visitor books by chat, sees it after a reload, and cancels', () => {
  test.each([
    [
      'es',
      ...([SALON, 'Corte', 'Ana', 0] as const),
      (time: string) => ({
        first: 'Hola, quiero un corte con Ana',
        TIME: `el ${dayIn('es', time, long)} a las ${time.slice(11)}`,
        DETAILS: 'Me llamo Eva Ruiz, 600 123 456',
        CONFIRM: 'sí',
        cancel: ['quiero cancelar la cita', 'sí'],
      }),
    ],
    [
      'en',
      ...([SALON, 'Corte', 'Ana', 6] as const),
      (time: string) => ({
        first: 'Hello, I would like a corte with Ana please',
        TIME: `on ${dayIn('en-US', time, long)} at ${time.slice(11)}`,
        DETAILS: 'My name is Bob Stone, bob@example.com',
        CONFIRM: 'yes please',
        cancel: ['please cancel my appointment', 'yes'],
      }),
    ],
    [
      'pt',
      ...([GARAGE, 'Troca de óleo', 'Rui', 0] as const),
      (time: string) => ({
        first: 'Olá, quero marcar uma troca de óleo com o Rui',
        TIME: `no dia ${dayIn('pt-BR', time, long)} às ${time.slice(11)}`,
        DETAILS: 'Me chamo Beatriz Lopes, 11 91234-5678',
        CONFIRM: 'sim',
        cancel: ['quero cancelar o agendamento', 'sim'],
      }),
    ],
  ])('in %s', async (language, tenantId, service, provider, index, saysOf) => {
    const key = keys[tenantId];
    const { providerId, slots } = await timesOf(key, service, provider);
    const { startsAt, free } = slots[index]!;
    const { localTime } = free[0]!;
    const { first, cancel, ...answers } = saysOf(localTime);
    const visitor = new Visitor(key);

    const booked = await visitor.book(answers, first);
    expect(booked).toMatchObject({ step: 'BOOKED', language });
    expect(booked.booking).toMatchObject({ status: 'CONFIRMED', startsAt, providerId, serviceName: service });
    const id = booked.booking!.id;

    const reloaded = await get<Reply>(key, 'query.conversation', { id: booked.conversationId });
    expect(reloaded).toMatchObject({ step: 'BOOKED', revision: booked.revision, booking: { id } });

    // Whoever administers the business sees it on the provider's day; another business sees nothing of it.
    const day = { providerId, date: localTime.slice(0, 10) };
    const listed = await get<Booking[]>(tokenOf(`${tenantId}:STAFF`), 'query.bookings', day);
    expect(listed).toContainEqual(expect.objectContaining({ id, status: 'CONFIRMED' }));
    const staff = tokenOf(`${tenantId}:STAFF`);
    const ofChat = { conversationId: booked.conversationId };
    expect(await get(staff, 'query.conversationBookings', ofChat)).toMatchObject([{ id, ...ofChat }]);
    const { phone, email } = booked.booking!.customer;
    const who = email === null ? { phone } : { email };
    expect(await get(staff, 'query.customerBookings', who)).toContainEqual(expect.objectContaining({ id }));
    const other = tenantId === SALON ? GARAGE : SALON;
    expect(await get(tokenOf(`${other}:STAFF`), 'query.conversationBookings', ofChat)).toEqual([]);
    expect(await get(tokenOf(`${other}:OWNER`), 'query.booking', { id })).toBeNull();
    expect((await ask(tokenOf(`${other}:OWNER`), 'query.booking', { id, tenantId })).errors).toMatchObject([
      { errorType: 'Unauthorized' },
    ]);
    expect(await get(keys[other], 'query.conversation', { id: booked.conversationId })).toBeNull();

    await visitor.say(cancel[0]!);
    expect(await visitor.say(cancel[1]!)).toMatchObject({ step: 'CANCELLED' });
    expect(await get(tokenOf(`${tenantId}:STAFF`), 'query.booking', { id })).toMatchObject({ status: 'CANCELLED' });
    const { slots: after } = await timesOf(key, service, provider);
    expect(after.map((slot) => slot.startsAt)).toContain(startsAt);
  });
});

test('of visitors who race for one time, exactly one has it', async () => {
  const key = keys[SALON];
  const { serviceId, providerId, slots } = await timesOf(key, 'Corte', 'Ana');
  const { startsAt, free } = slots[10]!;
  const book = (name: string) =>
    ask<Booking>(key, 'mutation.book', {
      input: { requestId: randomUUID(), serviceId, providerId, startsAt, customer: { name, phone: '600111222' } },
    });
  const answers = await Promise.all(['Eva', 'Leo', 'Mar', 'Noa'].map(book));
  const won = answers.filter(({ data }) => data !== null);
  expect(won).toHaveLength(1);
  const lost = answers.flatMap(({ errors }) => errors.map(({ errorType }) => errorType));
  expect(lost).toEqual(['SlotTaken', 'SlotTaken', 'SlotTaken']);

  const date = free[0]!.localTime.slice(0, 10);
  const listed = await get<Booking[]>(tokenOf(`${SALON}:OWNER`), 'query.bookings', { providerId, date });
  const standing = listed.filter((one) => one.startsAt === startsAt && one.status === 'CONFIRMED');
  expect(standing.map(({ id }) => id)).toEqual([won[0]!.data!.id]);
});

test('a key of a business that is erased is turned away within a minute', async () => {
  const here = (action: string, payload: object) => run.invoke('trinity-booking-catalog-dev', { action, ...payload });
  const tenantId = 'gone';
  const input = { tenantId, slug: tenantId, name: 'Gone', ownerId: 'eva', timeZone: 'Europe/Madrid', language: 'es' };
  await here('createTenant', { input });
  const made = await here('createApiKey', { tenantId, input: { name: 'a page' } });
  const { key } = (made.payload as { value: { key: string } }).value;
  expect(await get(key, 'query.services')).toEqual([]);
  await here('suspendTenant', { tenantId });
  await here('eraseTenant', { tenantId, dryRun: false, conversations: true });

  ahead += 60_000;
  expect(await ask(key, 'query.services')).toMatchObject({ status: 401 });
});

test('a key that is revoked is turned away within a minute, and no other with it', async () => {
  const owner = tokenOf(`${SALON}:OWNER`);
  const { key, apiKey } = await get<{ key: string; apiKey: Named }>(owner, 'mutation.createApiKey', {
    input: { name: 'a page' },
  });
  expect(await get(key, 'query.business')).toMatchObject({ id: SALON });
  expect(await get(owner, 'mutation.revokeApiKey', { id: apiKey.id })).toMatchObject({ status: 'REVOKED' });

  ahead += 60_000;
  expect(await ask(key, 'query.business')).toMatchObject({
    status: 401,
    errors: [{ errorType: 'UnauthorizedException' }],
  });
  expect(await get(keys[SALON], 'query.business')).toMatchObject({ id: SALON });
});

describeWith(['bash', 'curl'], 'the commands that a newcomer pastes', () => {
  const root = join(__dirname, '../..');
  /** Blocks of shell commands between two lines of a page. */
  const blocksOf = (file: string, from: string, to: string): string[] => {
    const page = readFileSync(join(root, file), 'utf8');
    const part = page.slice(page.indexOf(from), page.indexOf(to, page.indexOf(from)));
    return [...part.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands!);
  };
  /** Runs them as they are, but for what a run prints anew each time. @returns each GraphQL answer, and all that was written */
  const paste = async (...blocks: readonly string[]) => {
    const script = blocks
      .join('')
      .replaceAll('http://localhost:4000/graphql', run.endpoint)
      .replaceAll('http://127.0.0.1:40125', run.functionsEndpoint)
      .replaceAll('bk_…', keys[SALON]);
    const { stdout, stderr, status } = await runToEnd('bash', ['-c', script], { cwd: root, env: process.env });
    const answers = stdout.split('\n').filter((line) => line.startsWith('{"'));
    return { answers: answers.map((line) => JSON.parse(line) as object), stdout, said: stdout + stderr, status };
  };
  const chat = blocksOf('docs/booking.md', '## Try it', '### A business of your own').at(-1)!;
  const own = blocksOf('docs/booking.md', '### A business of your own', '### In an environment');

  test('book by chat, in the README as on the page', async () => {
    expect(blocksOf('README.md', '**The booking chat.**', '## Change it')[0]).toBe(chat);
    const { answers } = await paste(chat);
    const steps = ['TIME', 'TIME', 'DETAILS', 'CONFIRM', 'BOOKED'];
    expect(answers).toMatchObject(steps.map((step) => ({ data: { sendChatMessage: { step } } })));
    expect(answers.at(-1)).toMatchObject({
      data: { sendChatMessage: { booking: { id: expect.any(String) as string } } },
    });
  });

  test('make a business that can be booked, book it, and show the booking to its owner', async () => {
    const { answers, status, said } = await paste(chat.slice(0, chat.indexOf('say 0')), ...own);
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining('My garage is made') as string });
    const booking = { status: 'CONFIRMED', serviceName: 'Car wash', customer: { name: 'Sam Lee' } };
    expect(answers.at(-1)).toMatchObject({ data: { bookings: [booking] } });
    expect(answers.filter((answer) => 'errors' in answer)).toEqual([]);
  });

  test("of the README make a business and its key, which opens the business's chat", async () => {
    const [, commands = ''] = blocksOf('README.md', '**The booking chat.**', '## Change it');
    const { stdout, said } = await paste(commands.replaceAll(' mine', ' another'));
    expect(said).toContain('My garage is made');
    const [key = ''] = /bk_[\w-]{32}/.exec(stdout) ?? [];
    expect(await get(key, 'query.business')).toMatchObject({ name: 'My garage' });
  });
});

test('a model of Bedrock is not asked on this machine: rules alone read, and the log says so once', async () => {
  const file = join(checkout.root, 'environments', 'dev.ts');
  const source = readFileSync(file, 'utf8');
  const bedrock = "{ kind: 'BEDROCK', modelId: 'eu.amazon.nova-lite-v1:0' }";
  writeFileSync(
    file,
    source.replace('  ...booking,', `  ...booking,\n  chat: { ...booking.chat, extractor: ${bedrock} },`),
  );
  const logged: string[] = [];
  const onEvent = (event: LocalEvent) => void (event.type === 'function-log' && logged.push(event.line));
  await run.close();
  run = await startLocal({ root: checkout.root, system: 'booking', onEvent });
  const [key] = (await run.demo()).lines.join('\n').match(/bk_[\w-]{32}/g)!;

  const visitor = new Visitor(key);
  expect(await visitor.say('Hola, quiero un corte con Ana')).toMatchObject({ step: 'TIME', language: 'es' });
  expect((await visitor.say('cuando cobre, por ahí')).step).toBe('TIME');
  const lines = logged.filter((line) => line.includes('"message":"The model'));
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({
      level: 'WARN',
      message: 'The model does not answer: rules alone read what visitors write',
      reason: 'NoBedrockOnThisMachine',
    }),
  ]);
  expect(logged.join('\n')).not.toMatch(/quiero|cobre/);
  const { ModelAsked, ModelFailed } = run.counters().metrics;
  expect(ModelFailed).toEqual(ModelAsked);
  expect(ModelFailed!.sum).toBeGreaterThanOrEqual(2);
});
