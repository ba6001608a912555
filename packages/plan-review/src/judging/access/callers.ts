import type { Json, JsonObject } from '../../plan/value';
import { blocksOf, isEmpty, numberOf, show, textsOf, UNKNOWN } from '../attributes';
import { ownOf } from '../../plan/json';

/** Somebody who may call an AppSync API, as one of its authentication providers knows them. */
export interface Caller {
  /** AppSync's word: `AMAZON_COGNITO_USER_POOLS` */
  readonly kind: string;
  /** The pool, the issuer or the function that vouches for them; undefined where the kind says it all. */
  readonly by: string | undefined;
  /** Of tokens, those that it takes: a regular expression. Undefined: all. */
  readonly only: string | undefined;
  /** Seconds for which one is taken; undefined: for as long as the token says. */
  readonly seconds: readonly (number | undefined)[];
}

/** Where each kind says who vouches, what of it is taken, and for how long. */
const CONFIGS: Readonly<Record<string, { block: string; by: string; only: string; seconds: readonly string[] }>> = {
  AMAZON_COGNITO_USER_POOLS: {
    block: 'user_pool_config',
    by: 'user_pool_id',
    only: 'app_id_client_regex',
    seconds: [],
  },
  AWS_LAMBDA: {
    block: 'lambda_authorizer_config',
    by: 'authorizer_uri',
    only: 'identity_validation_expression',
    seconds: ['authorizer_result_ttl_in_seconds'],
  },
  OPENID_CONNECT: { block: 'openid_connect_config', by: 'issuer', only: 'client_id', seconds: ['auth_ttl', 'iat_ttl'] },
};

/** Seconds for which AppSync keeps what a function answered, where nobody says: the provider's default (5.100.0). */
const KEPT = 300;

const ADDITIONAL = 'additional_authentication_provider';

/** The default one first. @param unknown marks of what is known only after the apply */
export function callersOf(api: JsonObject, unknown: Json): readonly Caller[] {
  const marks = ownOf(unknown, ADDITIONAL);
  return [
    callerOf(api, unknown),
    ...blocksOf(api, ADDITIONAL).map((one, at) =>
      callerOf(one, marks === true ? true : Array.isArray(marks) ? (marks as Json[])[at] : undefined),
    ),
  ].flatMap((one) => one ?? []);
}

function callerOf(side: JsonObject, unknown: Json | undefined): Caller | undefined {
  const kind = textsOf(side.authentication_type)[0];
  if (kind === undefined) return undefined;
  const config = Object.hasOwn(CONFIGS, kind) ? CONFIGS[kind]! : undefined; // eslint-disable-line trinity/outside-keys -- its own
  if (!config) return { kind, by: undefined, only: undefined, seconds: [] };
  const [given] = blocksOf(side, config.block);
  const marks = ownOf(unknown, config.block);
  const mark = Array.isArray(marks) ? (marks as Json[])[0] : marks;
  const textAt = (name: string): string | undefined => {
    if (mark === true || ownOf(mark, name) === true) return UNKNOWN;
    const value = ownOf(given, name);
    return isEmpty(value) ? undefined : show(value);
  };
  const secondsAt = (name: string): number | undefined => {
    const seconds = numberOf(ownOf(given, name));
    if (kind === 'AWS_LAMBDA') return seconds ?? KEPT;
    return seconds === 0 ? undefined : seconds;
  };
  return { kind, by: textAt(config.by), only: textAt(config.only), seconds: config.seconds.map(secondsAt) };
}

/** `members of the user pool eu-west-1_a, by clients that match ^web$` */
export function describeCaller({ kind, by, only }: Caller): string {
  switch (kind) {
    case 'API_KEY':
      return 'whoever has an API key';
    case 'AWS_IAM':
      return 'whoever IAM allows';
    case 'AMAZON_COGNITO_USER_POOLS':
      return `members of the user pool ${by}, by ${only === undefined ? 'any of its clients' : `clients that match ${only}`}`;
    case 'OPENID_CONNECT':
      return `whoever ${by} vouches for${only === undefined ? '' : `, to clients that match ${only}`}`;
    case 'AWS_LAMBDA':
      return `whoever the function ${by} lets in${only === undefined ? '' : `, with a token that matches ${only}`}`;
    default:
      return `whoever ${kind} lets in`;
  }
}

/** Whether they are known by the same, whatever of it is taken. */
export const isSameCaller = (one: Caller, other: Caller): boolean => one.kind === other.kind && one.by === other.by;

/** Whether nobody is let in by the one who is not by the other; false also where that cannot be told. */
export function isWithin({ only: narrow }: Caller, { only: wide }: Caller): boolean {
  if (wide === undefined || narrow === wide) return true;
  const [some, all] = [narrow, wide].map(alternativesIn);
  return some !== undefined && all !== undefined && some.every((one) => all.includes(one));
}

/** Of `^(web|app)$`, `web` and `app`; undefined for what is more than names, and for one that any longer id matches. */
function alternativesIn(expression: string | undefined): readonly string[] | undefined {
  const inner = /^\^(?:\((?:\?:)?([\w|-]+)\)|([\w-]+))\$$/.exec(expression ?? '');
  return (inner?.[1] ?? inner?.[2])?.split('|');
}
