import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AwsError, type JsonObject } from '../door/messages';
import type { Statement } from '../../../local/iam/decide';

export const LATEST = '$LATEST';

/** A function's configuration as Lambda answers it, as far as it is used here. */
export interface Configuration extends JsonObject {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly Version: string;
  readonly CodeSha256: string;
  readonly Handler: string;
  readonly Role: string;
  readonly MemorySize: number;
  readonly Timeout: number;
  readonly RevisionId: string;
}

export interface Alias extends JsonObject {
  readonly AliasArn: string;
  readonly Name: string;
  readonly FunctionVersion: string;
  readonly RoutingConfig?: { readonly AdditionalVersionWeights?: Readonly<Record<string, number>> };
  readonly RevisionId: string;
}

/** A statement of a function's policy, as Lambda writes it. */
export interface Permission extends Statement {
  readonly Sid: string;
  readonly Principal: string | { readonly Service?: string; readonly AWS?: string };
}

/** Who may do what with a function, a version or an alias. */
export interface Policy {
  readonly statements: readonly Permission[];
  readonly RevisionId: string;
}

/** A function with everything that hangs on it. Maps by qualifier have the alias or the version as their key. */
export class StoredFunction {
  /** `$LATEST` and what was published, in this order. */
  readonly versions = new Map<string, Configuration>();
  readonly aliases = new Map<string, Alias>();
  readonly provisioned = new Map<string, JsonObject>();
  readonly eventInvoke = new Map<string, JsonObject>();
  readonly policies = new Map<string, Policy>();
  reservedConcurrency: number | undefined;
  tags: Readonly<Record<string, string>> = {};
  private published = 0;

  constructor(latest: Configuration) {
    this.versions.set(LATEST, latest);
  }

  get latest(): Configuration {
    return this.versions.get(LATEST)!; // the constructor puts it there, and nothing takes it away
  }

  get arn(): string {
    return this.latest.FunctionArn;
  }

  /** Changes `$LATEST`. */
  change(changes: JsonObject): Configuration {
    const changed = { ...this.latest, ...changes, RevisionId: randomUUID(), LastModified: lambdaTime() };
    this.versions.set(LATEST, changed);
    return changed;
  }

  /** Makes a version of `$LATEST`: the last one again when nothing has changed since. Numbers are never used twice. */
  publish(description?: string): Configuration {
    const { latest } = this;
    const last = this.versions.get(String(this.published));
    if (last && isDeepStrictEqual(comparable(last), comparable(latest))) return last;
    this.published += 1;
    const Version = String(this.published);
    const version = {
      ...latest,
      ...(description ? { Description: description } : {}),
      Version,
      FunctionArn: `${this.arn}:${Version}`,
      RevisionId: randomUUID(),
    };
    this.versions.set(Version, version);
    return version;
  }

  /** @param qualifier an alias or a version. @returns the version's configuration, with the alias's own weights drawn */
  resolve(qualifier = LATEST): Configuration {
    const alias = this.aliases.get(qualifier);
    const version = alias ? draw(alias) : qualifier;
    return found(this.versions.get(version), `Function not found: ${this.arn}:${qualifier}`);
  }
}

/** Where a weighted alias sends this request. */
function draw({ FunctionVersion, RoutingConfig }: Alias): string {
  let dice = Math.random();
  for (const [version, weight] of Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {})) {
    if (dice < weight) return version;
    dice -= weight;
  }
  return FunctionVersion;
}

/** What makes a version differ from another: its description does not, its number and dates cannot. */
function comparable(configuration: Configuration): JsonObject {
  return Object.fromEntries(Object.entries(configuration).filter(([name]) => !incomparable.includes(name)));
}

const incomparable = ['Description', 'FunctionArn', 'LastModified', 'RevisionId', 'Version'];

export function found<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new AwsError(404, 'ResourceNotFoundException', message);
  return value;
}

export const invalid = (message: string) => new AwsError(400, 'InvalidParameterValueException', message);
export const conflict = (message: string) => new AwsError(409, 'ResourceConflictException', message);

/** Lambda's `2026-01-31T10:00:00.000+0000`. */
export const lambdaTime = (): string => new Date().toISOString().replace('Z', '+0000');

/** A caller's RevisionId says what it thinks is there. @throws AwsError when it is not */
export function requireRevision(asked: unknown, { RevisionId }: { readonly RevisionId: string }): void {
  if (asked === undefined || asked === null || asked === RevisionId) return;
  throw new AwsError(
    412,
    'PreconditionFailedException',
    `The RevisionId provided does not match the latest RevisionId: ${RevisionId}. Call the GetFunction/GetAlias API to retrieve the latest RevisionId for your resource.`,
  );
}
