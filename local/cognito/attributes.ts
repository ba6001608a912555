import { own } from '../../keys/own';
import { invalid, notAuthorized } from './refusal';
import type { ClientSettings, PoolSettings, SchemaAttribute } from './settings';

export interface Attribute {
  readonly Name: string;
  readonly Value: string;
}

type Type = 'String' | 'Number' | 'Boolean' | 'DateTime';

/** Those that every pool has (OpenID Connect's), and of what type they are. */
const STANDARD: Readonly<Record<string, Type>> = {
  ...Object.fromEntries(
    [
      ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'],
      ...['website', 'email', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number', 'address'],
    ].map((name) => [name, 'String' as const]),
  ),
  email_verified: 'Boolean',
  phone_number_verified: 'Boolean',
  updated_at: 'Number',
};

/** Whether every pool has it, by this name. */
export const isStandard = (name: string): boolean => own(STANDARD, name) !== undefined;

const FORMS: Readonly<Record<string, readonly [RegExp, string]>> = {
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'Invalid email address format.'],
  phone_number: [/^\+[1-9]\d{4,14}$/, 'Invalid phone number format.'],
};

/** What an administrator writes, and a member with a client's right to. @throws CognitoRefusal for what the schema does not take */
export function checkAttributes(pool: PoolSettings, attributes: readonly Attribute[], isNew: boolean): void {
  for (const { Name, Value } of attributes) {
    const declared = pool.schema.get(Name);
    const type = own(STANDARD, Name) ?? (Name.includes(':') ? (declared?.AttributeDataType ?? undefined) : undefined);
    if (Name === 'sub') throw invalid('Cannot modify the non-mutable attribute sub');
    if (type === undefined) throw invalid(`Type for attribute {${Name}} could not be determined`);
    if (!isNew && declared?.Mutable === false) throw invalid(`user.${Name}: Attribute cannot be updated.`);
    const wrong = Value === '' ? undefined : problemOf(type, declared, Value);
    if (wrong !== undefined) throw invalid(`Attributes did not conform to the schema: ${Name}: ${wrong}`);
    const [form, message = ''] = own(FORMS, Name) ?? [];
    if (Value !== '' && form?.test(Value) === false) throw invalid(message);
  }
}

function problemOf(type: Type, declared: SchemaAttribute | undefined, value: string): string | undefined {
  if (type === 'Boolean' && value !== 'true' && value !== 'false') return 'The attribute must be true or false';
  if (type === 'Number') {
    const { MinValue, MaxValue } = declared?.NumberAttributeConstraints ?? {};
    if (!/^-?\d+(\.\d+)?$/.test(value)) return 'The attribute must be a number';
    if (Number(value) < (MinValue ?? -Infinity)) return `The value must be ${MinValue} or more`;
    if (Number(value) > (MaxValue ?? Infinity)) return `The value must be ${MaxValue} or less`;
  }
  if (type === 'String') {
    const { MinLength, MaxLength } = declared?.StringAttributeConstraints ?? {};
    if (value.length < (MinLength ?? 0)) return `String must be no shorter than ${MinLength} characters`;
    if (value.length > (MaxLength ?? 2048)) return `String must be no longer than ${MaxLength ?? 2048} characters`;
  }
  return undefined;
}

/** @throws CognitoRefusal for what members may not write by this client */
export function checkWritable({ writable }: ClientSettings, attributes: readonly Attribute[]): void {
  const mayBe = ({ Name }: Attribute) =>
    writable.length > 0 ? writable.includes(Name) : isStandard(Name) && !Name.endsWith('_verified');
  if (!attributes.every(mayBe)) throw notAuthorized('A client attempted to write unauthorized attribute');
}

/** Of a member's attributes, those that a client may read; `sub` always. */
export function readableOf({ readable }: ClientSettings, attributes: ReadonlyMap<string, string>): Attribute[] {
  const all = listOf(attributes);
  return all.filter(({ Name }) => Name === 'sub' || (readable.length > 0 ? readable.includes(Name) : isStandard(Name)));
}

/** Without those that are empty: an empty value takes an attribute away. */
export const listOf = (attributes: ReadonlyMap<string, string>): Attribute[] =>
  [...attributes].filter(([, Value]) => Value !== '').map(([Name, Value]) => ({ Name, Value }));

/** Names that the pool asks of every member, and these attributes do not have. */
export const missingOf = ({ schema }: PoolSettings, attributes: ReadonlyMap<string, string>): string[] =>
  [...schema.values()]
    .filter(({ Name, Required }) => Required && Name !== 'sub' && !attributes.get(Name))
    .map(({ Name }) => Name);

/** As claims of an id token: what is true or false is a boolean there. */
export const claimOf = ({ Name, Value }: Attribute): [string, string | boolean] => [
  Name,
  own(STANDARD, Name) === 'Boolean' ? Value === 'true' : Value,
];
