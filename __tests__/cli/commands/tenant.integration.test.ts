import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { parseArguments, type Arguments } from '../../../cli/arguments';
import { operate, type Asked } from '../../../cli/commands/tenant/run';
import { EXIT_CODES } from '../../../cli/exit-codes';
import { asFailure } from '../../../cli/failure';
import { contextOf } from '../../../deployment/project';
import { nameIn, resourceOf } from '../../../environments/physical-name';
import { keysOf } from '../../../keys/entries';
import { TABLES } from '../../../model/booking/tables';
import { guarded, withBooking } from '../../stacks/booking/section';
import { awsError, fakeAws, type Answers } from '../../deployment/aws';
import { MemoryPool } from '../../deployment/booking/cognito';
import { dev, startChat, type Chat } from '../../deployment/booking/support';
import { directoryWith } from '../../deployment/project';
import { serveLoopback } from '../../../programs/loopback-server';
import { askAs } from '../../support/ask-as';

let chat: Chat;
let local: string;
let pool: MemoryPool;
let dynamodb: DynamoDBDocumentClient;
beforeAll(async () => {
  chat = await startChat();
  local = chat.api.run.functionsEndpoint;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  dynamodb = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: chat.api.run.dynamodbEndpoint, region: 'eu-west-1', credentials }),
  );
});
beforeEach(() => {
  pool = new MemoryPool('trinity-booking-administrators-dev');
});
afterEach(async () => {
  chat.mend();
  for (const slug of ['ana', 'ana-2']) {
    const left = await run(`erase ${slug} --yes`);
    expect([0, EXIT_CODES.invalid]).toContain(left.exit);
  }
  expect(await held()).toEqual([]);
});
afterAll(async () => {
  dynamodb?.destroy();
  await chat?.close();
});

interface Options {
  /** Typed at a terminal. Default: there is none */
  readonly typed?: string;
  /** In place of the pool's, and of the functions'. */
  readonly answers?: Answers;
  readonly environment?: typeof dev;
  /** Asks AWS as the SDK finds it. */
  readonly isReal?: boolean;
  /** Of each request to AWS, from 1: throws to have it, or its answer, be the last. */
  readonly at?: (request: number, when: 'before' | 'after') => void;
}

/** `bin/trinity tenant dev …`: what it said and gave, and how it ended. */
async function run(
  words: string | readonly string[],
  { typed, answers = {}, environment = dev, isReal, at }: Options = {},
) {
  const list = typeof words === 'string' ? words.split(' ') : words;
  const { command, args, system } = parseArguments(['tenant', 'dev', ...list]) as Arguments;
  const { signal } = new AbortController();
  const context = contextOf({ project: { root: directoryWith(), env: {} }, environment, system: system!, signal });
  const [said, warned, results]: [string[], string[], unknown[]] = [[], [], []];
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined, setRawMode: () => input });
  const prompt = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  prompt.once('data', () => input.write(`${typed}\r`));
  const out = {
    say: (lines: readonly string[]) => void said.push(...lines),
    warn: (lines: readonly string[]) => void warned.push(...lines),
    result: (value: unknown) => void results.push(value),
    terminal: {},
    input: input as unknown as ReadStream,
    prompt: prompt as unknown as WriteStream,
  };
  const InvokeCommand: Answers[string] = (asked) =>
    chat.aws.lambda.send({ constructor: { name: 'InvokeCommand' }, input: asked } as never);
  const all: Answers = { InvokeCommand, ...pool.answers, ...answers };
  let requests = 0;
  const counted = Object.fromEntries(
    Object.entries(all).map(([name, answer]) => [
      name,
      async (asked: Parameters<typeof answer>[0]) => {
        const request = (requests += 1);
        at?.(request, 'before');
        const answered = await answer(asked);
        at?.(request, 'after');
        if (answered instanceof Error) throw answered;
        return answered;
      },
    ]),
  );
  const isLocal = (args as Asked).local !== undefined;
  const running =
    command.on !== 'project' && (isLocal || isReal)
      ? command.run(args, context, out, undefined)
      : operate(args as Asked, context, fakeAws(counted), out);
  const failure = await running.then(
    () => undefined,
    (error: unknown) => asFailure(error, { name: 'tenant', outside: 'apply' }, signal, environment),
  );
  const exit = failure ? EXIT_CODES[failure.stage] : 0;
  return { said, warned, result: results[0] as never, exit, message: failure?.message, next: failure?.next, requests };
}

const create = (slug: string, more: readonly string[] = [], options: Options = {}) =>
  run(
    [
      'create',
      slug,
      '--name',
      `Peluquería ${slug}`,
      '--time-zone=Europe/Madrid',
      '--language=es',
      '--owner=ana',
      ...more,
    ],
    options,
  );
const idOf = ({ result }: { result: { tenant: { id: string } } }) => result.tenant.id;

/** All items of the tables, but how often keys were used. */
async function held(): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (const table of keysOf(TABLES)) {
    const pages = paginateScan({ client: dynamodb }, { TableName: nameIn(dev, 'booking', resourceOf(table)) });
    for await (const { Items = [] } of pages) items.push(...Items);
  }
  return items.filter(({ keyHash }) => !String(keyHash).startsWith('RATE#'));
}

async function graphql<T>(authorization: string, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(chat.api.endpoint, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as T;
}

/** With a service, a provider, a conversation and a key. @returns its id and the key */
async function open(slug: string) {
  const id = idOf(await create(slug));
  const { key } = (await run(`key ${slug} --make=page`)).result as { key: string };
  const ask = <T>(fn: string, action: string, payload: object) =>
    chat.functions.ask<T>(fn as never, { action, tenantId: id, ...payload });
  const cut = { name: 'Corte', category: 'Pelo', durationMinutes: 30 };
  const { id: serviceId } = await ask<{ id: string }>('catalog', 'saveService', { input: cut });
  await ask('catalog', 'saveProvider', { input: { name: 'Ana', serviceIds: [serviceId] } });
  await graphql(key, 'mutation { sendChatMessage(input: { text: "Hola" }) { texts } }');
  return { id, key };
}

test("on a laptop, a business of one's own is made, managed, chatted with and erased", async () => {
  const here = `--local=${local}`;
  const made = await create('ana', [here]);
  const id = idOf(made);
  expect(made.said).toEqual([
    `Peluquería ana is made: ${id}`,
    `next: bin/trinity tenant dev key ana ${here.replace('=', ' ')} --make "web page" makes the key of its widget.`,
    `next: bin/trinity tenant dev admin ana ${here.replace('=', ' ')} --add EMAIL --role OWNER lets somebody manage it.`,
  ]);
  const added = await run(`admin ana --add=me@example.com --role=OWNER ${here}`);
  const { token } = added.result as { token: string };
  const administrators = [{ email: 'me@example.com', role: 'OWNER', state: 'INVITED' }];
  expect(added.result).toEqual({ administrators, token });
  expect(added.said).toEqual([
    'me@example.com is OWNER of Peluquería ana. The local run prints their temporary password, in place of the mail that Cognito would send.',
    'As Authorization, this is me@example.com, OWNER of Peluquería ana, as long as the local run goes on:',
    token,
  ]);
  const saved = await graphql<{ data: object | null }>(
    token,
    'mutation ($input: ServiceInput!) { saveService(input: $input) { name } }',
    { input: { name: 'Corte', category: 'Pelo', durationMinutes: 30 } },
  );
  expect(saved.data).toEqual({ saveService: { name: 'Corte' } });
  const [key] = (await run(['key', 'ana', '--make', 'web page', here])).said;
  expect(await graphql(key!, '{ services { name } }')).toEqual({ data: { services: [{ name: 'Corte' }] } });
  expect((await run(`admin ana ${here}`)).said).toEqual(['me@example.com  OWNER  invited']);
  const erased = await run(`erase ${id} --yes ${here}`);
  expect(erased.said).toEqual([
    'Peluquería ana: 1 key, 1 service, 1 slug, 1 tenant; 1 administrator.',
    'Erased: 1 key, 1 service, 1 slug, 1 tenant; 1 administrator of it.',
    'Its widgets are turned away within a minute; until then they are shown nothing.',
  ]);
});

test('no page of a browser has the local functions do anything, and nothing else is there', async () => {
  const invoke = `${local}/2015-03-31/functions/trinity-booking-catalog-dev/invocations?Qualifier=live`;
  const payload = JSON.stringify({ action: 'findTenant', tenant: 'x' });
  expect(await askAs(invoke, { origin: 'http://evil.example' }, 'POST', payload)).toMatchObject({ status: 403 });
  expect(await askAs(`${local}/sign`, { origin: 'http://evil.example' }, 'POST', '{}')).toMatchObject({ status: 403 });
  const pools = { 'x-amz-target': 'AWSCognitoIdentityProviderService.ListUserPools', authorization: 'Credential=a/' };
  const first = '{"MaxResults":1}';
  expect(await askAs(`${local}/`, { ...pools, origin: 'http://evil.example' }, 'POST', first)).toMatchObject({
    status: 403,
  });
  expect(await askAs(`${local}/`, pools, 'POST', first)).toMatchObject({ status: 200 });
  expect(await askAs(`${local}/2015-03-31/functions/x/invocations`, {}, 'POST', '{}')).toMatchObject({ status: 404 });
  expect(await askAs(`${local}/2015-03-31/functions`, {})).toMatchObject({ status: 404 });
  expect(await askAs(invoke, {}, 'POST', '{')).toMatchObject({ status: 400 });
  const crashed = await askAs(invoke, {}, 'POST', '{"action":"none"}');
  expect(crashed).toMatchObject({ status: 200, headers: { 'x-amz-function-error': 'Unhandled' } });
  expect(await askAs(invoke, {}, 'POST', payload)).toMatchObject({
    status: 200,
    text: expect.stringContaining('"NotFound"') as string,
  });
});

test('where no local run answers, it is said how one is started', async () => {
  expect(await run('suspend ana --local=http://127.0.0.1:1')).toMatchObject({
    exit: EXIT_CODES.invalid,
    message: 'No local run answers at http://127.0.0.1:1.',
    next: 'Start one by npm start -- dev --system booking, and say the address that it prints as Functions.',
  });
});

test('another address of the run, or of another environment, is told apart from one that is not deployed', async () => {
  const { origin } = new URL(chat.api.run.endpoint);
  expect(await run(`suspend ana --local=${origin}`)).toMatchObject({
    exit: EXIT_CODES.invalid,
    message: `${origin} is not where a run of dev's booking chat has its functions.`,
    next: 'Give the address that npm start prints as Functions.',
  });
});

test('keys are made, listed, rotated and revoked; each is shown once', async () => {
  await create('ana');
  expect((await run('key ana')).said).toEqual(['Peluquería ana has no key.']);
  const made = await run('key ana --make=page --origin=https://a.example --origin=https://b.example --rate=5');
  const { key, apiKey } = made.result as { key: string; apiKey: { id: string } };
  expect(made.said[0]).toBe(key);
  expect(key).toMatch(/^bk_[\w-]{32}$/);
  const { result, said } = await run(`key ana --rotate=${apiKey.id} --overlap=1.5`);
  const rotated = result as { key: string; apiKey: { id: string }; replaced: { id: string; endsAt: string } };
  expect(rotated.key).not.toBe(key);
  expect(rotated.replaced.id).toBe(apiKey.id);
  const { endsAt } = rotated.replaced;
  expect(Math.abs(Date.parse(endsAt) - Date.now() - 1.5 * 3_600_000)).toBeLessThan(60_000);
  expect(said.at(-1)).toBe(`The key in whose stead it is ends ${endsAt}.`);
  const listed = await run('key ana');
  expect(listed.said).toEqual(
    expect.arrayContaining([
      `${apiKey.id}  ACTIVE  "page", https://a.example https://b.example, 5 a minute, ends ${endsAt}`,
      `${rotated.apiKey.id}  ACTIVE  "page", https://a.example https://b.example, 5 a minute`,
    ]),
  );
  expect(JSON.stringify(listed)).not.toContain(key);
  const silent = await run('key ana --make=other --json'); // what it says is on standard error then, which may be kept
  expect(silent.said.join()).not.toContain((silent.result as { key: string }).key);
  expect((await run(`key ana --revoke=${rotated.apiKey.id}`)).said).toEqual([
    'The key "page" of Peluquería ana is revoked; a widget may go on with it for a minute.',
  ]);
  const revoked = (await run(`key ana --revoke=${apiKey.id}`)).result as { apiKey: { endsAt: string } };
  expect(revoked.apiKey.endsAt < endsAt).toBe(true); // now, not when it was to end
  expect((await run('key ana')).said).toContain(
    `${apiKey.id}  REVOKED  "page", https://a.example https://b.example, 5 a minute, revoked ${revoked.apiKey.endsAt}`,
  );
  expect(await run('key ana --revoke=x')).toMatchObject({
    exit: EXIT_CODES.invalid,
    message: 'Peluquería ana has no key "x" that works: it is none of its, or has ended.',
    next: 'bin/trinity tenant dev key ana lists the keys, with the KEY_ID of each.',
  });
});

test('who manages it is added, listed and taken away, in the user pool', async () => {
  const id = idOf(await create('ana'));
  const added = await run('admin ana --add=eva@example.com --role=STAFF');
  expect(added.said).toEqual([
    'eva@example.com is STAFF of Peluquería ana. Cognito mails them an invitation, which ends in 3 days; the same again sends another.',
  ]);
  expect(pool.claims()).toEqual({ 'eva@example.com': `${id}:STAFF` });
  expect((await run('admin ana')).said).toEqual(['eva@example.com  STAFF  invited']);
  expect((await run('admin ana --remove=eva@example.com')).result).toEqual({ administrators: [] });
  expect((await run('admin ana')).said).toEqual(['Nobody manages Peluquería ana.']);
  expect(await run('admin ana --remove=eva@example.com')).toMatchObject({
    exit: EXIT_CODES.invalid,
    message: 'eva@example.com does not manage Peluquería ana.',
  });
});

test('a suspended one changes nothing until it goes on', async () => {
  await create('ana');
  expect((await run('suspend ana')).result).toMatchObject({ tenant: { status: 'SUSPENDED' } });
  expect(await run('key ana --make=page')).toMatchObject({
    exit: EXIT_CODES.invalid,
    message: 'Peluquería ana is suspended: nothing of it can be changed.',
    next: 'bin/trinity tenant dev resume ana lets it go on.',
  });
  expect((await run('resume ana')).result).toMatchObject({ tenant: { status: 'ACTIVE' } });
  expect((await run('key ana --make=page')).exit).toBe(0);
});

test("an owner's are listed, the first one first", async () => {
  expect((await run('list ana')).said).toEqual(['No business was made with --owner ana.']);
  const ids = [idOf(await create('ana')), idOf(await create('a'))];
  const { said, result } = await run('list ana');
  expect((result as { tenants: { id: string }[] }).tenants.map(({ id }) => id)).toEqual(ids);
  expect(said.map((line) => line.split('  ').slice(1, 3))).toEqual([
    ['ana', 'ACTIVE'],
    ['a', 'ACTIVE'],
  ]);
  expect((await run('erase a --yes')).exit).toBe(0);
});

test('what is refused is named as it was typed', async () => {
  await create('ana');
  const { apiKey } = (await run('key ana --make=page')).result as { apiKey: { id: string } };
  const refused: [Promise<Awaited<ReturnType<typeof run>>>, string][] = [
    [create('ana'), 'TENANT is another business\'s: it is "ana".'],
    [create('Ana!'), 'TENANT is not 1 to 63 small letters, digits or -: it is "Ana!".'],
    [create('b'.repeat(64)), `TENANT is not 1 to 63 small letters, digits or -: it is "${'b'.repeat(59)}….`],
    [create('b', ['--name=']), '--name is not 1 to 200 characters: it is "".'],
    [create('b', ['--time-zone=Mars']), '--time-zone is not the name of a time zone, as Europe/Madrid: it is "Mars".'],
    [create('b', ['--language=xx']), '--language is not es, en, pt: it is "xx".'],
    [create('b', ['--owner=a b']), '--owner is not 1 to 64 letters, digits, _ or -: it is "a b".'],
    [run('list a#b'), 'TENANT is not 1 to 64 letters, digits, _ or -: it is "a#b".'],
    [run('key ana --make='), '--make is not 1 to 100 characters: it is "".'],
    [run('key ana --make=x --rate=0'), '--rate is not a whole number from 1 to 6000: it is 0.'],
    [
      run('key ana --make=x --origin=https://a.example --origin=b'),
      '--origin is not an origin as https://example.com: scheme and host, nothing behind: it is "b".',
    ],
    [run(`key ana --rotate=${apiKey.id} --overlap=169`), '--overlap is not from 0 to 168: it is 169.'],
  ];
  for (const [running, message] of refused) {
    expect(await running).toMatchObject({ exit: EXIT_CODES.invalid, message, next: expect.any(String) as string });
  }
});

test('a name that is the id of one and the slug of another is refused as it was typed', async () => {
  const id = idOf(await create('ana'));
  const other = idOf(await create(id));
  expect(await run(`suspend ${id}`)).toMatchObject({
    exit: EXIT_CODES.invalid,
    message: expect.stringMatching(/^TENANT is the id of one business and the slug of another\./) as string,
  });
  expect((await run(`erase ${other} --yes`)).exit).toBe(0);
});

describe('an export', () => {
  const file = () => join(directoryWith(), 'ana.jsonl');

  test('has all that the tables have of the business, nothing of another one, and no key', async () => {
    const { id, key } = await open('ana');
    const other = await open('ana-2');
    const name = file();
    const { said, result } = await run(`export ana --out=${name}`);
    const text = readFileSync(name, 'utf8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; item: Record<string, unknown> });
    const ofIt = (await held()).filter((item) => JSON.stringify(item).includes(id));
    const sorted = (items: readonly unknown[]) => items.map((one) => JSON.stringify(one)).sort();
    expect(sorted(lines.map(({ item }) => item))).toEqual(sorted(ofIt));
    for (const absent of [key, other.id, other.key]) expect(text).not.toContain(absent);
    expect(lines.at(-1)).toMatchObject({ kind: 'tenant', item: { slug: 'ana' } });
    const counts = { conversation: 1, offer: 1, provider: 1, service: 1, key: 1, slug: 1, tenant: 1 };
    expect(result).toEqual({ file: name, counts });
    expect(said).toEqual([
      `Peluquería ana: 1 conversation, 1 key, 1 offer, 1 provider, 1 service, 1 slug, 1 tenant, in ${name}`,
    ]);
    expect((await run('export ana')).said.join('\n')).toBe(text.trimEnd());
  });

  test('is for its owner alone, replaces no file, and is there whole or not at all', async () => {
    await open('ana');
    const name = file();
    await run(`export ana --out=${name}`);
    expect(statSync(name).mode & 0o777).toBe(0o600);
    writeFileSync(name, 'mine');
    await expect(run(`export ana --out=${name}`)).rejects.toThrow(
      `--out "${name}" cannot be written: it exists already.`,
    );
    expect(readFileSync(name, 'utf8')).toBe('mine');
    const later = file();
    const meanwhile = await run(`export ana --out=${later}`, {
      at: (request, when) => request === 2 && when === 'after' && writeFileSync(later, 'theirs'),
    });
    expect(meanwhile).toMatchObject({
      exit: EXIT_CODES.invalid,
      message: `--out "${later}" cannot be written: it exists already.`,
    });
    expect([readFileSync(later, 'utf8'), readdirSync(join(later, '..'))]).toEqual(['theirs', ['ana.jsonl']]);
    const broken = file();
    chat.faults.broken = ({ payload }) => (payload.action === 'exportTenant' ? { crash: 'no' } : undefined);
    expect(await run(`export ana --out=${broken}`)).toMatchObject({
      exit: EXIT_CODES.apply,
      message: expect.stringContaining('exportTenant of the function catalog crashed: no') as string,
    });
    expect([existsSync(broken), readdirSync(join(broken, '..'))]).toEqual([false, []]);
  });
});

describe('an erasure', () => {
  test('counts, asks for the slug, and leaves nothing of the business; all of another one stays', async () => {
    const { id } = await open('ana');
    const other = await open('ana-2');
    for (const slug of ['ana', 'ana-2']) await run(`admin ${slug} --add=eva@example.com --role=OWNER`);
    await run('admin ana --add=tom@example.com --role=STAFF');
    const before = await held();
    const counted =
      'Peluquería ana: 1 conversation, 1 key, 1 offer, 1 provider, 1 service, 1 slug, 1 tenant; 2 administrators.';

    expect((await run('erase ana --dry-run')).said).toEqual([
      counted,
      'Nothing is erased. bin/trinity tenant dev erase ana erases it for good.',
    ]);
    expect(await run('erase ana')).toMatchObject({
      exit: EXIT_CODES.declined,
      said: [counted],
      next: 'Run bin/trinity tenant dev erase ana in one, or with --yes.',
    });
    expect(await run('erase ana', { typed: 'yes' })).toMatchObject({ exit: EXIT_CODES.declined });
    expect(await held()).toEqual(before);

    const environment = withBooking(guarded);
    const { said, result } = await run('erase ana', { typed: 'ana', environment });
    const remains = [
      "DynamoDB's point-in-time recovery has it for 35 days.",
      'Backups and exports that somebody has made by hand have it until they are deleted.',
      `Logs name the business and its items by id, for ${environment.logRetentionDays} days.`,
      'How often its keys were used, by their hashes, goes within 11 minutes.',
      'A conversation that was being answered when it was suspended may be left, for 30 days.',
    ];
    expect(said).toEqual([
      counted,
      'Erased: 1 conversation, 1 key, 1 offer, 1 provider, 1 service, 1 slug, 1 tenant; 2 administrators of it.',
      'Its widgets are turned away within a minute; until then they are shown nothing.',
      'What remains:',
      ...remains.map((line) => `  ${line}`),
      '  These members of the user pool manage no business. aws cognito-idp admin-delete-user removes them:',
      '    tom@example.com',
    ]);
    expect(result).toMatchObject({
      erased: true,
      administrators: ['eva@example.com', 'tom@example.com'],
      leftWithNone: ['tom@example.com'],
      remains,
    });
    expect(pool.claims()).toEqual({ 'eva@example.com': `${other.id}:OWNER`, 'tom@example.com': '' });
    expect((await held()).length).toBe(before.length / 2);
    expect(JSON.stringify(await held())).not.toContain(id);
    expect(await run('erase ana --yes')).toMatchObject({
      exit: EXIT_CODES.invalid,
      message: 'dev has no business "ana".',
    });
    expect(await run(`erase ${id} --yes`)).toMatchObject({
      exit: EXIT_CODES.invalid,
      message: `dev has no business "${id}".`,
    });
  });

  test.each(['before', 'after'] as const)('killed %s any request, and run again, it leaves nothing', async (moment) => {
    let isWhole = false;
    for (let last = 1; !isWhole; last += 1) {
      const { id } = await open('ana');
      await run('admin ana --add=eva@example.com --role=OWNER');
      const killed = await run('erase ana --yes', {
        at: (request, when) => {
          if (request > last || (request === last && when === moment))
            throw awsError('Killed', 'The process has died.');
        },
      });
      isWhole = killed.exit === 0;
      const again = await run(`erase ${id} --yes`);
      const rest = { items: await held(), claims: Object.values(pool.claims()) };
      expect({ last, rest, exit: isWhole ? undefined : again.exit }).toEqual({
        ...{ last, rest: { items: [], claims: [''] } },
        exit: isWhole ? undefined : (expect.any(Number) as number),
      });
      if (isWhole) expect(killed.requests).toBeGreaterThan(8);
    }
  });

  test('what is left of one that is gone is found by its id', async () => {
    const { id } = await open('ana');
    await run('admin ana --add=eva@example.com --role=OWNER');
    await chat.functions.ask('catalog', { action: 'suspendTenant', ...{ tenantId: id } });
    await chat.functions.ask('catalog', {
      action: 'eraseTenant',
      ...{ tenantId: id, dryRun: false, conversations: true },
    });
    expect(await run('erase ana --yes')).toMatchObject({ exit: EXIT_CODES.invalid });
    expect(pool.claims()).toEqual({ 'eva@example.com': `${id}:OWNER` });
    expect((await run(`erase ${id} --yes`)).said[0]).toBe(`${id}: nothing; 1 administrator.`);
    expect(pool.claims()).toEqual({ 'eva@example.com': '' });
  });
});

describe('what AWS refuses is one sentence with what to do', () => {
  const denied =
    'User: arn:aws:iam::1:user/ana is not authorized to perform: lambda:InvokeFunction on resource: arn:x because no policy allows it';
  test.each<[string, Error, number, RegExp, RegExp]>([
    [
      'nothing is deployed',
      awsError('ResourceNotFoundException', 'Function not found: arn', 404),
      EXIT_CODES.invalid,
      /^There is no function trinity-booking-catalog-dev with an alias live in /,
      /^Run bin\/trinity deploy dev-booking\.$/,
    ],
    [
      'no permission',
      awsError('AccessDeniedException', denied, 403),
      EXIT_CODES.apply,
      /^The AWS identity may not do lambda:InvokeFunction on arn:x\.$/,
      /^Let the role's policy allow lambda:InvokeFunction/,
    ],
    [
      'no credentials',
      Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' }),
      EXIT_CODES.apply,
      /^There are no AWS credentials\.$/,
      /AWS_PROFILE/,
    ],
    [
      'throttling',
      awsError('TooManyRequestsException', 'Rate exceeded', 429),
      EXIT_CODES.apply,
      /^AWS throttles requests/,
      /^Wait a minute/,
    ],
  ])('%s', async (_, error, exit, message, next) => {
    const failed = await run('suspend ana', { answers: { InvokeCommand: () => error } });
    expect(failed).toMatchObject({
      exit,
      message: expect.stringMatching(message) as string,
      next: expect.stringMatching(next) as string,
    });
  });

  test('no credentials at all: nothing was changed, and a local run needs none', async () => {
    const before = { ...process.env };
    for (const name of Object.keys(process.env).filter((one) => one.startsWith('AWS_'))) delete process.env[name];
    const none = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
    Object.assign(process.env, none, { AWS_EC2_METADATA_DISABLED: 'true' });
    const failed = await run('key ana', { isReal: true });
    process.env = before;
    expect(failed).toMatchObject({
      exit: EXIT_CODES.preflight,
      message: 'There are no AWS credentials.',
      next: expect.stringMatching(/^Set AWS_PROFILE.*\nTo ask a local run, say --local URL, /) as string,
    });
  });

  test('credentials of another account: nothing else is asked', async () => {
    const asked: string[] = [];
    const identity = '<Account>999999999999</Account><Arn>arn:aws:iam::999999999999:user/ana</Arn>';
    const sts = await serveLoopback(async (request, response) => {
      for await (const chunk of request as AsyncIterable<Buffer>) asked.push(`${request.url} ${chunk.toString()}`);
      response
        .setHeader('content-type', 'text/xml')
        .end(
          `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
    });
    const before = { ...process.env };
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_ENDPOINT_URL: sts.endpoint };
    Object.assign(process.env, keys);
    const failed = await run('erase ana --yes', { isReal: true });
    process.env = before;
    await sts.close();
    expect(failed).toMatchObject({
      exit: EXIT_CODES.preflight,
      message: expect.stringContaining('999999999999') as string,
    });
    expect(asked).toEqual([expect.stringContaining('Action=GetCallerIdentity')]);
  });

  test('nobody is named so, and a function that fails', async () => {
    expect(await run('suspend nobody')).toMatchObject({
      exit: EXIT_CODES.invalid,
      message: 'dev has no business "nobody".',
      next: 'Say its slug or its id; bin/trinity tenant dev create nobody makes one.',
    });
    // What is suggested exists, or is allowed.
    await create('ana');
    expect((await run('suspend ANA')).next).toBe('Say ana for Peluquería ana.');
    expect((await run('suspend MINE')).next).toMatch(/bin\/trinity tenant dev create mine makes one\.$/);
    expect((await run(['suspend', 'Peluquería  Eva!'])).next).toMatch(/ create peluqueria-eva makes one\.$/);
    expect((await run('suspend ¡!')).next).toMatch(/ create SLUG makes one\.$/);
    chat.faults.broken = () => ({ refusal: 'DynamoDB is busy.' });
    expect(await run('suspend ana')).toMatchObject({
      exit: EXIT_CODES.apply,
      message: expect.stringContaining(
        'findTenant of the function catalog failed: UpstreamUnavailable: DynamoDB is busy.',
      ) as string,
    });
  });
});
