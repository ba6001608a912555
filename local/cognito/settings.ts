import * as z from 'zod';

/**
 * What is read of a user pool, a client and a group, in the names of DescribeUserPool, DescribeUserPoolClient and ListGroups. Whoever
 * knows the pool fills it; the defaults are Cognito's own.
 */
const some = (text = z.string()) =>
  z
    .array(text)
    .nullish()
    .transform((list) => list ?? []);
const flag = (byDefault: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((value) => value ?? byDefault);
const count = (byDefault: number) =>
  z
    .number()
    .nullish()
    .transform((value) => value ?? byDefault);

/** Without a policy, a password is of all four kinds; with one, of those that it names. */
const passwordPolicy = z.object({
  MinimumLength: count(8),
  RequireUppercase: flag(false),
  RequireLowercase: flag(false),
  RequireNumbers: flag(false),
  RequireSymbols: flag(false),
  TemporaryPasswordValidityDays: count(7),
});
const STRICT = { RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true };

const schemaAttribute = z.object({
  Name: z.string(),
  AttributeDataType: z.enum(['String', 'Number', 'DateTime', 'Boolean']).nullish(),
  Mutable: flag(true),
  Required: flag(false),
  StringAttributeConstraints: z
    .object({ MinLength: z.coerce.number().nullish(), MaxLength: z.coerce.number().nullish() })
    .nullish(),
  NumberAttributeConstraints: z
    .object({ MinValue: z.coerce.number().nullish(), MaxValue: z.coerce.number().nullish() })
    .nullish(),
});
export type SchemaAttribute = z.infer<typeof schemaAttribute>;

const pool = z.object({
  Id: z.string(),
  Name: z.string(),
  Policies: z.object({ PasswordPolicy: passwordPolicy.nullish() }).nullish(),
  MfaConfiguration: z.enum(['OFF', 'ON', 'OPTIONAL']).nullish(),
  SoftwareTokenMfaConfiguration: z.object({ Enabled: flag(false) }).nullish(),
  AdminCreateUserConfig: z.object({ AllowAdminCreateUserOnly: flag(false) }).nullish(),
  UsernameAttributes: some(),
  AliasAttributes: some(),
  AutoVerifiedAttributes: some(),
  UsernameConfiguration: z.object({ CaseSensitive: flag(true) }).nullish(),
  AccountRecoverySetting: z
    .object({ RecoveryMechanisms: z.array(z.object({ Name: z.string(), Priority: z.number() })).nullish() })
    .nullish(),
  SchemaAttributes: z.array(schemaAttribute).nullish(),
});
export const readPool = (described: unknown) => {
  const { Policies, SchemaAttributes, AccountRecoverySetting, ...rest } = pool.parse(described);
  const recovery = AccountRecoverySetting?.RecoveryMechanisms ?? [];
  return {
    id: rest.Id,
    name: rest.Name,
    /** "The first part of the user pool ID": of which the issuer and a password's hash are made. */
    region: rest.Id.slice(0, rest.Id.indexOf('_')),
    password: Policies?.PasswordPolicy ?? passwordPolicy.parse(STRICT),
    mfa: rest.MfaConfiguration ?? 'OFF',
    hasSoftwareToken: rest.SoftwareTokenMfaConfiguration?.Enabled ?? false,
    onlyAdministratorsCreate: rest.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false,
    usernameAttributes: rest.UsernameAttributes,
    aliasAttributes: rest.AliasAttributes,
    autoVerified: rest.AutoVerifiedAttributes,
    isCaseSensitive: rest.UsernameConfiguration?.CaseSensitive ?? true,
    /** By which a password is set anew, the first one first. */
    recovery: recovery.sort((one, other) => one.Priority - other.Priority).map(({ Name }) => Name),
    schema: new Map((SchemaAttributes ?? []).map((attribute) => [attribute.Name, attribute])),
  };
};
export type PoolSettings = ReturnType<typeof readPool>;

const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const unit = z.enum(['seconds', 'minutes', 'hours', 'days']).nullish();
const client = z.object({
  UserPoolId: z.string(),
  ClientId: z.string(),
  ClientName: z.string().nullish(),
  ClientSecret: z.string().nullish(),
  ExplicitAuthFlows: some(),
  PreventUserExistenceErrors: z.enum(['ENABLED', 'LEGACY']).nullish(),
  EnableTokenRevocation: flag(true),
  AccessTokenValidity: z.number().nullish(),
  IdTokenValidity: z.number().nullish(),
  RefreshTokenValidity: z.number().nullish(),
  TokenValidityUnits: z.object({ AccessToken: unit, IdToken: unit, RefreshToken: unit }).nullish(),
  ReadAttributes: some(),
  WriteAttributes: some(),
});
/** "If you don't specify a value for ExplicitAuthFlows, your app client supports these." */
const FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

export const readClient = (described: unknown) => {
  const one = client.parse(described);
  /** In seconds. 0 is none, as the provider says it. */
  const validity = (
    value: number | null | undefined,
    given: keyof typeof UNITS | null | undefined,
    byDefault: number,
  ) => (value ? value * UNITS[given ?? (byDefault > UNITS.days ? 'days' : 'hours')] : byDefault);
  const units = one.TokenValidityUnits;
  return {
    id: one.ClientId,
    poolId: one.UserPoolId,
    hasSecret: (one.ClientSecret ?? '') !== '',
    flows: one.ExplicitAuthFlows.length > 0 ? one.ExplicitAuthFlows : FLOWS,
    hidesWhoExists: one.PreventUserExistenceErrors === 'ENABLED',
    revokesTokens: one.EnableTokenRevocation,
    accessSeconds: validity(one.AccessTokenValidity, units?.AccessToken, UNITS.hours),
    idSeconds: validity(one.IdTokenValidity, units?.IdToken, UNITS.hours),
    refreshSeconds: validity(one.RefreshTokenValidity, units?.RefreshToken, 30 * UNITS.days),
    /** Empty: all of Cognito's own. */
    readable: one.ReadAttributes,
    writable: one.WriteAttributes,
  };
};
export type ClientSettings = ReturnType<typeof readClient>;

/** As ListGroups says it. */
export interface Group {
  readonly GroupName: string;
  readonly [member: string]: unknown;
}

/** Who knows the pools, their clients and their groups: a stack's Terraform, or another part of an AWS on this machine. */
export interface Directory {
  /** Absent where they are listed by whoever knows them. */
  pools?(): Promise<readonly PoolSettings[]>;
  pool(id: string): Promise<PoolSettings | undefined>;
  client(id: string): Promise<ClientSettings | undefined>;
  groups(poolId: string): Promise<readonly Group[]>;
}
