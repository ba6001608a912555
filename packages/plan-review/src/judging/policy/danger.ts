import { PLACEHOLDER } from '../../plan/placeholder';
import { isWorld } from '../public/source';
import { describeForeign, type Accounts } from './accounts';
import type { Statement } from './statement';

/** Keys of conditions that say who calls, and whether a value leaves few callers over. */
const LIMITS: readonly (readonly [RegExp, (value: string) => boolean])[] = [
  [/^(aws:(principal|source)arn|s3:dataaccesspointarn)$/, isNamedArn],
  [/^aws:(vpc)?sourceip$/, (value) => !isWorld(value) && !isSensitive(value)],
  [/^aws:(principal|source)orgpaths$/, (value) => isPlain(value.split('/')[0]!)],
  [/^aws:principal(account|orgid|servicename|servicenameslist)$/, isPlain],
  [/^aws:source(account|orgid|owner|vpc|vpce)$/, isPlain],
  [/^(kms:(calleraccount|viaservice)|s3:dataaccesspointaccount)$/, isPlain],
];

/** What is neither a negation nor left out where the key is missing. */
const OPERATOR = /^(foranyvalue:)?(arn|ip|string)(?!\w*(not|ifexists))\w*$/;

/** Whether the statement means anybody: principal `*`, and no condition that says who. */
export const isPublic = ({ principals, conditions }: Statement): boolean =>
  principals.some((one) => one === '*' || one.startsWith('not ')) &&
  ![...conditions].some(([name, values]) => values.length > 0 && values.every((value) => limitOf(name)?.(value)));

/** Of which accounts callers are meant, as its conditions say. */
export const foreignersIn = ({ principals, conditions }: Statement, own: Accounts): readonly string[] =>
  principals.some((one) => one === '*' || one.startsWith('Service '))
    ? [...conditions]
        .filter(([name]) => limitOf(name) !== undefined)
        .flatMap(([, values]) => values.flatMap((value) => describeForeign(value, own) ?? []))
    : [];

/** Masked: whatever it is, nobody sees it here. */
export const isSensitive = (text: string): boolean => HIDDEN.test(text);

const HIDDEN = new RegExp(PLACEHOLDER);

/** Whether it stands for what one account has. The ARN of a bucket names none: there, the bucket has to be named. */
export function isNamedArn(value: string): boolean {
  const text = value.replace(/\$\{[^}]*\}/g, REFERENCE);
  if (!text.startsWith('arn:')) return text.startsWith(REFERENCE) || isPlain(text);
  const [, , service = '', , account = '', ...rest] = text.split(':');
  if (account !== '') return isPlain(account);
  const [name = ''] = rest.join(':').split('/');
  return isPlain(service) && isPlain(name);
}

const REFERENCE = 'reference';

function isPlain(value: string): boolean {
  return value !== '' && !/[*?]/.test(value) && !isSensitive(value);
}

/** @param name of a condition, such as `stringequals aws:sourceaccount` */
function limitOf(name: string): ((value: string) => boolean) | undefined {
  const [operator = '', key = ''] = name.split(' ');
  return OPERATOR.test(operator) ? LIMITS.find(([keys]) => keys.test(key))?.[1] : undefined;
}
