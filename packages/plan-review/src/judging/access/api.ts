import { isSame } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import { attributeAt, isEmpty, isNew, isSet, UNKNOWN } from '../attributes';
import { changesUnseen, describeUnseen } from '../hidden';
import { blocking, warning, type Line } from '../line';
import { callersOf, describeCaller, isSameCaller, isWithin, type Caller } from './callers';
import { fieldsOf, gainedIn } from './fields';

export const API = 'aws_appsync_graphql_api';

/** All that says who may call. */
const SAYS = [
  'additional_authentication_provider',
  'authentication_type',
  'lambda_authorizer_config',
  'openid_connect_config',
  'user_pool_config',
];

interface Compared {
  readonly before: readonly Caller[];
  readonly after: readonly Caller[];
}

/** Undefined where there is no before, or something of it is sensitive. */
function compared(change: ResourceChange): Compared | undefined {
  const { type, before, after, unknown } = change;
  if (type !== API || !isSet(change) || isNew(change) || !before || !after) return undefined;
  if (SAYS.some((name) => changesUnseen(attributeAt(change, name)))) return undefined;
  return { before: callersOf(before, {}), after: callersOf(after, unknown) };
}

/** Who may call an API, or ask for a field of it, by now, and might not before. */
export function wideningsOf(change: ResourceChange): Line[] {
  const both = compared(change);
  return both === undefined ? [] : [...both.after.flatMap((one) => widened(one, both)), ...fieldsWidened(change)];
}

function widened(one: Caller, { before }: Compared): Line[] {
  const had = before.filter((other) => isSameCaller(other, one));
  const who = describeCaller(one);
  if (had.length === 0) {
    // That there is a key is made-public's to say; one that is known only after the apply may be the one that was there.
    if (one.kind === 'API_KEY' || (one.by === UNKNOWN && before.some(({ kind }) => kind === one.kind))) return [];
    return [warning(`${who}, may call it now; before, only ${listOf(before)}`)];
  }
  const longer = had.every(({ seconds }) => one.seconds.some((now, at) => isLonger(seconds[at], now)));
  return [
    ...(one.only !== UNKNOWN && had.every((other) => !isWithin(one, other))
      ? [warning(`${who}, may call it now; before, only ${listOf(had)}`)]
      : []),
    ...(longer ? [warning(`${who}: a token, or what vouched for it, is taken for longer than before`)] : []),
  ];
}

const isLonger = (before: number | undefined, after: number | undefined): boolean =>
  before !== undefined && (after === undefined || after > before);

const listOf = (callers: readonly Caller[]): string =>
  callers.length === 0 ? 'nobody' : callers.map(describeCaller).join('; and ');

/**
 * By the schema alone: of a provider that comes or goes, more is not to be said.
 *
 * @param alsoNew kinds of which each field is told where their provider comes. Default: none
 */
export function fieldsWidened(change: ResourceChange, alsoNew: readonly string[] = []): Line[] {
  const both = compared(change);
  if (both === undefined) return [];
  const { before, after } = both;
  const schema = attributeAt(change, 'schema');
  if (typeof schema.before !== 'string' || typeof schema.after !== 'string' || schema.after === UNKNOWN) return [];
  if (changesUnseen(schema)) return [];
  const [from, to] = [before, after].map((callers) => callers.map(({ kind }) => kind)) as [string[], string[]];
  if (schema.before === schema.after && isSame(from, to)) return [];
  const [old, now] = [fieldsOf(schema.before, from), fieldsOf(schema.after, to)];
  if (old === undefined || now === undefined) {
    return [warning('schema cannot be read here: whether more may be asked of it by some cannot be judged')];
  }
  const gained = gainedIn(old, now, (kind) => to.includes(kind) && [...from, ...alsoNew].includes(kind));
  if (gained.length === 0) return [];
  const more = gained.length > MOST ? ` and ${gained.length - MOST} more` : '';
  const text = `schema lets more callers ask for ${gained.slice(0, MOST).join(', ')}${more}`;
  return [{ ...warning(text), judged: gained }];
}

const MOST = 6;

/** Who might call, and may not any more. */
export function shutOutOf(change: ResourceChange): Line[] {
  const both = compared(change);
  if (both === undefined) return [];
  const { before, after } = both;
  return before.flatMap((one) => {
    const left = after.filter((other) => isSameCaller(other, one));
    const mayStay = after.some(({ kind, by }) => kind === one.kind && by === UNKNOWN);
    if (left.some(({ only }) => only === UNKNOWN) || (left.length === 0 && mayStay)) return [];
    if (left.some((other) => isWithin(one, other))) return [];
    const rest = left.length === 0 ? '' : `; of them, only ${listOf(left)}`;
    return [warning(`${describeCaller(one)}, may call it no longer${rest}`)];
  });
}

/** The same where it cannot be seen. */
export function unseenCallers(change: ResourceChange): Line[] {
  if (change.type !== API || !isSet(change) || isNew(change)) return [];
  const sensitive = [...SAYS, 'schema'].filter((name) => changesUnseen(attributeAt(change, name)));
  const both = compared(change);
  const unknown =
    both?.after.filter(
      (one) => [one.by, one.only].includes(UNKNOWN) && both.before.some(({ kind }) => kind === one.kind),
    ) ?? [];
  const providers = attributeAt(change, 'additional_authentication_provider');
  return [
    ...sensitive.map((name) => blocking(describeUnseen(name))),
    ...unknown.map((one) =>
      warning(`${describeCaller(one)}: whether they might call it before is known only after the apply`),
    ),
    ...(providers.after === UNKNOWN
      ? [warning('additional_authentication_provider is known only after the apply')]
      : []),
    ...(attributeAt(change, 'schema').after === UNKNOWN && !isEmpty(change.before?.schema)
      ? [warning('schema is known only after the apply: who may ask for what is not known')]
      : []),
  ];
}
