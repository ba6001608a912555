import { z } from 'zod';
import { own } from '../keys/own';
import { nearest } from '../keys/nearest';
import { REGIONS } from './regions';

/*
 * The kinds of value in an environment's schema. The message of each check completes "allowed: …" in the report on a
 * wrong configuration, so it names the whole of what is allowed, whichever part of it was broken.
 */

export const whole = (min: number, max: number, unit: string) => {
  const allowed = `a whole number from ${min} to ${max} ${unit}`;
  return z.int(allowed).min(min, allowed).max(max, allowed);
};

export const atLeast = (min: number, unit: string) => {
  const allowed = `a whole number from ${min} up, ${unit}`;
  return z.int(allowed).min(min, allowed);
};

/** Text that Terraform never sees, or that the stacks write as it stands (`literal` of stacks/template.ts). */
export const words = (allowed: string, pattern: RegExp, alsoHolds: (value: string) => boolean = () => true) =>
  z.string(allowed).refine((value) => pattern.test(value) && alsoHolds(value), { error: allowed, abort: true });

/** Text that reaches Terraform, which would take `${` and `%{` in it for the beginning of a template. */
export const text = (...[allowed, ...holds]: Parameters<typeof words>) =>
  words(allowed, ...holds).refine((value) => !/[$%]\{/.test(value), `${allowed}, without \${ and %{`);

/** Without `^` and `$`. Of a key, not of an alias: services answer with the key, and a plan would see a change. */
const KMS_KEY_ARN = String.raw`arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key/[\w-]+`;

/**
 * The ARN of a KMS key.
 *
 * @param others what may stand there, too, as parts of a regular expression
 */
export const kmsKey = (allowed: string, ...others: readonly string[]) =>
  text(allowed, new RegExp(`^(${[...others, KMS_KEY_ARN].join('|')})$`));

export const choice = <const T extends readonly string[]>(...values: T) =>
  z.enum(values, values.map((value) => `'${value}'`).join(' or '));

export const region = () => {
  const allowed = (value: unknown): string =>
    `an AWS region, such as '${(typeof value === 'string' && nearest(value, REGIONS)) || 'eu-west-1'}'`;
  const error = ({ input }: { readonly input?: unknown }): string => allowed(input);
  return z.string({ error }).refine((value) => REGIONS.includes(value), { error });
};

/** What DynamoDB, SNS and CloudWatch Logs take for tags of a resource of their own; letters are those of any language. */
export const tags = () =>
  z.record(
    text(
      'a tag name of 1 to 128 letters, digits, spaces or _.:/=+-@, not starting with aws:',
      /^(?!aws:)[\p{L}\p{N} _.:/=+\-@]{1,128}$/iu,
    ),
    text('a tag value of at most 256 letters, digits, spaces or _.:/=+-@', /^[\p{L}\p{N} _.:/=+\-@]{0,256}$/u),
    TAGS,
  );

/**
 * What every service takes that tags something here, AppSync being the narrowest in names and values (the service models of AppSync,
 * IAM and CloudWatch Logs: TagKey, TagValue, tagKeyType). One would else be refused in the middle of an apply.
 */
export const tagsOfEveryService = () =>
  z.record(
    text(
      'a tag name of 1 to 128 of A-Z, a-z, 0-9, spaces and _.:/=+-, not starting with aws:, for AppSync takes no other',
      /^(?!aws:)[A-Za-z0-9 _.:/=+-]{1,128}$/i,
    ),
    text(
      'a tag value of at most 256 of A-Z, a-z, 0-9, spaces and _.:/=+-@, for AppSync takes no other',
      /^[A-Za-z0-9 _.:/=+@-]{0,256}$/,
    ),
    TAGS,
  );

const TAGS = 'an object of tag names and values';

export const flag = () => z.boolean('true or false');

/** A list in which nothing stands twice. */
export const listOf = <T extends z.ZodType<string>>(item: T, allowed: string) =>
  z.array(item, allowed).refine((items) => new Set(items).size === items.length, `${allowed}, none of them twice`);

/** A value of one kind or of another, told apart by a look: what is wrong with it is what that kind says. */
export const byKind = <A extends z.ZodType, B extends z.ZodType>(
  isFirst: (value: unknown) => boolean,
  first: A,
  other: B,
) =>
  z.unknown().transform((value, { issues }): z.output<A> | z.output<B> => {
    const { success, data, error } = (isFirst(value) ? first : other).safeParse(value);
    if (success) return data;
    issues.push(...(error.issues as unknown as typeof issues));
    return z.NEVER;
  });

/**
 * What the first deploy may change of an object that is adopted, in Terraform's words, each with the reason.
 *
 * @param attributes that can be named, with what is in them: `tags` and `tags.Purpose`. Default: any
 */
export const changes = (attributes?: readonly string[]) =>
  z.record(
    attributes === undefined
      ? text("an attribute, such as 'point_in_time_recovery'", /^[a-z]\S*$/)
      : text(
          `what a deploy can change of it as it stands: ${attributes.join(', ')}; or a part of it, such as 'tags.Purpose'`,
          new RegExp(`^(${attributes.join('|')})([.[].+)?$`),
        ),
    words('a sentence that says why it may change', /\S/),
    'an object of attributes and reasons',
  );

/**
 * An object of these keys and no others. The message on unknown keys has a line for each of them.
 *
 * @param never keys that somebody might look for here, with the reason why there are none. Default: none
 */
export const exactly = <T extends z.ZodRawShape>(shape: T, never: Readonly<Record<string, string>> = {}) => {
  const known = Object.keys(shape);
  const unknown = (key: string) => {
    const reason = own(never, key);
    if (reason !== undefined) return reason;
    const meant = nearest(key, known);
    return `no key of this name${meant ? `; did you mean ${meant}?` : `, only ${known.join(', ')}`}`;
  };
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map(unknown).join('\n') : `an object of ${known.join(', ')}`,
  });
};

/** Days for which CloudWatch Logs can keep a log group's events; it refuses every number between them. */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const retentionDays = () =>
  z.union(
    RETENTION_DAYS.map((one) => z.literal(one)),
    `days that CloudWatch Logs knows: ${RETENTION_DAYS.join(', ')}`,
  );

/** The message of a union: on a discriminator that no option has, and on what is not an object at all. */
export const options = (discriminator: string, values: string) => ({
  error: ({ code }: { code: string }) =>
    code === 'invalid_union' ? values : `an object whose ${discriminator} is ${values}`,
});
