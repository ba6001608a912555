import { closeSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { awsOf, createAws, type Aws } from '../../../deployment/aws/clients';
import { requireAccount } from '../../../deployment/aws/account';
import { Administrators, type Administrator } from '../../../deployment/booking/administrators';
import { Functions } from '../../../deployment/booking/functions';
import {
  Operator,
  type ApiKey,
  type Meanings,
  type NewApiKey,
  type Tenant,
} from '../../../deployment/booking/operator';
import type { Typed } from '../../../deployment/booking/typed';
import { DeploymentError } from '../../../deployment/errors';
import { textOf } from '../../../deployment/explain';
import type { Context } from '../../../deployment/project';
import { TENANTS_CLAIM, claimOf, type Role } from '../../../model/booking/administrators';
import { many } from '../../../packages/plan-review/src/render/phrase';
import { notWritable, TAKEN } from '../../../programs/writable';
import { confirm } from '../../confirm';
import type { Console } from '../command';

interface Whose {
  /** Slug or id; the slug of one that is to be made. */
  readonly tenant: string;
  /** Origin of a local run, asked in AWS's stead. */
  readonly local?: string;
  /** Standard output is for a program, and standard error may be kept: secrets are for the first alone. */
  readonly isJson: boolean;
}

/** What a command line means. */
export type Asked = Whose &
  (
    | { readonly action: 'list'; readonly ownerId: Typed<string> }
    | {
        readonly action: 'create';
        readonly input: Readonly<Record<'slug' | 'name' | 'timeZone' | 'language' | 'ownerId', Typed<string>>>;
      }
    | {
        readonly action: 'key';
        readonly make?: {
          readonly name: Typed<string>;
          readonly origins: Typed<readonly string[]>;
          readonly requestsPerMinute?: Typed<number>;
        };
        readonly rotate?: { readonly id: string; readonly overlapHours?: Typed<number> };
        readonly revoke?: string;
      }
    | {
        readonly action: 'admin';
        readonly add?: { readonly email: string; readonly role: Role };
        readonly remove?: string;
      }
    | { readonly action: 'suspend' | 'resume' }
    | { readonly action: 'export'; readonly file?: string }
    | { readonly action: 'erase'; readonly isDryRun: boolean; readonly yes: boolean }
  );
type Of<A extends Asked['action']> = Extract<Asked, { action: A }>;

/** @throws DeploymentError */
export async function tenant(asked: Asked, context: Context, out: Console): Promise<void> {
  const { environment } = context;
  if (asked.local === undefined) {
    const aws = awsOf(environment);
    await requireAccount(aws.sts, environment).catch((error: unknown) => {
      if (!(error instanceof DeploymentError)) throw error;
      const { stage, message, next } = error;
      const local = 'To ask a local run, say --local URL, with the address that npm start prints as Functions.';
      throw new DeploymentError(stage, message, `${next}\n${local}`, { cause: error });
    });
    return operate(asked, context, aws, out);
  }
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const local = createAws(environment.region, { endpoint: asked.local, credentials });
  await operate(asked, context, local, out).catch((error: unknown) => {
    if (!textOf(error).includes('ECONNREFUSED')) throw error;
    const next = `Start one by npm start -- ${environment.name} --system booking, and say the address that it prints as Functions.`;
    throw new DeploymentError('invalid', `No local run answers at ${asked.local}.`, next, { cause: error });
  });
}

/** @param aws where the functions are, whose account has been looked at */
export async function operate(
  asked: Asked,
  context: Context,
  aws: Pick<Aws, 'lambda' | 'cognito'>,
  out: Console,
): Promise<void> {
  const { environment, signal } = context;
  const administrators = new Administrators(environment, aws.cognito);
  const operator = new Operator(
    environment,
    new Functions(environment, aws.lambda, asked.local),
    administrators,
    signal,
    asked.local,
  );
  switch (asked.action) {
    case 'list':
      return list(asked, operator, out);
    case 'create':
      return create(asked, operator, out);
    case 'key':
      return key(asked, operator, out);
    case 'admin':
      return admin(asked, operator, administrators, out);
    case 'suspend':
    case 'resume':
      return setSuspended(asked, operator, out);
    case 'export':
      return exportTo(asked, operator, out);
    case 'erase':
      return erase(asked, operator, context, out);
  }
}

async function list({ ownerId }: Of<'list'>, operator: Operator, out: Console): Promise<void> {
  const tenants = await operator.ask<Tenant[]>('tenantsOfOwner', { ownerId });
  out.result({ tenants });
  out.say(
    tenants.length === 0
      ? [`No business was made with --owner ${ownerId.value}.`]
      : tenants.map(({ id, slug, name, status, createdAt }) => `${id}  ${slug}  ${status}  "${name}", ${createdAt}`),
  );
}

async function create({ input }: Of<'create'>, operator: Operator, out: Console): Promise<void> {
  const made = await operator.ask<Tenant>('createTenant', { input });
  out.result({ tenant: made });
  out.say([
    `${made.name} is made: ${made.id}`,
    `next: ${operator.form('key', made.slug)} --make "web page" makes the key of its widget.`,
    `next: ${operator.form('admin', made.slug)} --add EMAIL --role OWNER lets somebody manage it.`,
  ]);
}

async function key(
  { tenant, isJson, make, rotate, revoke }: Of<'key'>,
  operator: Operator,
  out: Console,
): Promise<void> {
  const found = await operator.find(tenant);
  const { id: tenantId, name, slug } = found;
  const meanings: Meanings = {
    ...operator.whileSuspended(found),
    NotFound: {
      reason: `${name} has no key "${rotate?.id ?? revoke}" that works: it is none of its, or has ended.`,
      next: `${operator.form('key', slug)} lists the keys, with the KEY_ID of each.`,
    },
  };
  if (revoke !== undefined) {
    const apiKey = await operator.ask<ApiKey>('revokeApiKey', { tenantId, id: revoke }, meanings);
    out.result({ apiKey });
    return out.say([`The key "${apiKey.name}" of ${name} is revoked; a widget may go on with it for a minute.`]);
  }
  if (make ?? rotate) {
    const made = make
      ? await operator.ask<NewApiKey>('createApiKey', { tenantId, input: make }, meanings)
      : await operator.ask<NewApiKey>('rotateApiKey', { tenantId, ...rotate }, meanings);
    out.result(made);
    return out.say([
      ...(isJson ? [] : [made.key]),
      `This is the key "${made.apiKey.name}" of ${name}. It is shown this once: put it into the widget's page now.`,
      ...(made.replaced ? [`The key in whose stead it is ends ${made.replaced.endsAt}.`] : []),
    ]);
  }
  const apiKeys = await operator.ask<ApiKey[]>('apiKeys', { tenantId });
  out.result({ apiKeys });
  out.say(apiKeys.length === 0 ? [`${name} has no key.`] : apiKeys.map(renderKey));
}

function renderKey({ id, name, status, origins, requestsPerMinute, endsAt }: ApiKey): string {
  const where = origins.length === 0 ? 'any page' : origins.join(' ');
  const end = endsAt === undefined ? '' : `, ${status === 'REVOKED' ? 'revoked' : 'ends'} ${endsAt}`;
  return `${id}  ${status}  "${name}", ${where}, ${requestsPerMinute} a minute${end}`;
}

async function admin(
  { tenant, local, isJson, add, remove }: Of<'admin'>,
  operator: Operator,
  administrators: Administrators,
  out: Console,
): Promise<void> {
  const { id: tenantId, name, slug } = await operator.find(tenant);
  let token: string | undefined;
  if (add) {
    const { email, role } = add;
    const done = await administrators.add(tenantId, email, role);
    const mailed =
      local === undefined
        ? ' Cognito mails them an invitation, which ends in 3 days; the same again sends another.'
        : ' The local run prints their temporary password, in place of the mail that Cognito would send.';
    out.say([`${email} is ${role} of ${name}.${done === 'INVITED' ? mailed : ''}`]);
    if (local !== undefined) {
      const claims = { token_use: 'id', username: email, [TENANTS_CLAIM]: claimOf(new Map([[tenantId, role]])) };
      token = await signed(local, claims);
      out.say([
        `As Authorization, this is ${email}, ${role} of ${name}, as long as the local run goes on:`,
        ...(isJson ? [] : [token]),
      ]);
    }
  }
  if (remove !== undefined) {
    if (!(await administrators.remove(tenantId, remove)))
      throw new DeploymentError(
        'invalid',
        `${remove} does not manage ${name}.`,
        `${operator.form('admin', slug)} lists who does.`,
      );
    out.say([`${remove} manages ${name} no more; who is signed in may go on for an hour.`]);
  }
  const all = await administrators.ofTenant(tenantId);
  out.result({ administrators: all, ...(token !== undefined && { token }) });
  if (!add && remove === undefined)
    out.say(all.length === 0 ? [`Nobody manages ${name}.`] : all.map(renderAdministrator));
}

const renderAdministrator = ({ email, role, state }: Administrator): string =>
  `${email}  ${role}${state === 'ACTIVE' ? '' : `  ${state.toLowerCase()}`}`;

async function signed(local: string, claims: object): Promise<string> {
  const response = await fetch(new URL('/sign', local), { method: 'POST', body: JSON.stringify(claims) });
  return ((await response.json()) as { token: string }).token;
}

async function setSuspended(
  { action, tenant }: Of<'suspend' | 'resume'>,
  operator: Operator,
  out: Console,
): Promise<void> {
  const { id: tenantId } = await operator.find(tenant);
  const changed = await operator.ask<Tenant>(`${action}Tenant`, { tenantId });
  out.result({ tenant: changed });
  out.say([
    action === 'suspend'
      ? `${changed.name} is suspended: its widgets are turned away within a minute, nothing of it changes, and all of it stays.`
      : `${changed.name} goes on; its widgets are let in within a minute.`,
  ]);
}

async function exportTo({ tenant, file }: Of<'export'>, operator: Operator, out: Console): Promise<void> {
  const { id, name } = await operator.find(tenant);
  if (file === undefined) {
    const counts = await operator.export(id, (lines) => out.say(lines));
    return out.warn([`${name}: ${describeCounts(counts)}`]);
  }
  const counts = await intoNewFile(file, (write) =>
    operator.export(id, (lines) => write(lines.map((line) => `${line}\n`).join(''))),
  );
  out.result({ file, counts });
  out.say([`${name}: ${describeCounts(counts)}, in ${file}`]);
}

/** Whole, or not at all: it gets its name when all is in it. @throws DeploymentError when there is a file of this name */
async function intoNewFile<T>(file: string, fill: (write: (text: string) => void) => Promise<T>): Promise<T> {
  const part = `${file}.${randomUUID()}.part`;
  const descriptor = openSync(part, 'wx', 0o600);
  try {
    const filled = await fill((text) => writeSync(descriptor, text));
    linkSync(part, file); // unlike a rename, it replaces nothing
    return filled;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
    throw new DeploymentError('invalid', notWritable('--out', file, TAKEN).message, TAKEN[1], { cause: error });
  } finally {
    closeSync(descriptor);
    rmSync(part, { force: true });
  }
}

async function erase(
  { tenant, local, isDryRun, yes }: Of<'erase'>,
  operator: Operator,
  { signal }: Context,
  out: Console,
): Promise<void> {
  const erasure = await operator.look(tenant);
  const { counts, administrators, tenant: business } = erasure;
  const name = business?.slug ?? erasure.tenantId;
  out.say([
    `${business?.name ?? name}: ${describeCounts(counts)}; ${many(administrators.length, 'administrator')}.`,
    ...(isDryRun ? [`Nothing is erased. ${operator.form('erase', name)} erases it for good.`] : []),
  ]);
  if (isDryRun) return out.result({ erased: false, counts, administrators });
  const question = {
    name,
    command: operator.form('erase', name).replace('bin/trinity ', ''),
    to: 'erase all of it for good',
  };
  if (!yes && !(await confirm(question, signal, out)))
    throw new DeploymentError('declined', 'That was another name: nothing is erased.', `Type ${name} to erase it.`);
  const { counts: erased, leftWithNone } = await operator.erase(erasure);
  const remains = operator.remains();
  out.result({ erased: true, counts: erased, administrators, leftWithNone, remains });
  out.say([
    `Erased: ${describeCounts(erased)}; ${many(administrators.length, 'administrator')} of it.`,
    'Its widgets are turned away within a minute; until then they are shown nothing.',
    ...(remains.length > 0 ? ['What remains:'] : []),
    ...remains.map((line) => `  ${line}`),
    ...(leftWithNone.length > 0 && local === undefined
      ? [
          '  These members of the user pool manage no business. aws cognito-idp admin-delete-user removes them:',
          ...leftWithNone.map((email) => `    ${email}`),
        ]
      : []),
  ]);
}

/** `2 bookings, 1 key` */
function describeCounts(counts: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1));
  return kinds.map(([kind, count]) => many(count, kind)).join(', ') || 'nothing';
}
