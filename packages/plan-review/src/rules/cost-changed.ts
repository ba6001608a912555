import type { Json } from '../plan/value';
import { describeChange, isEmpty, show, type Attribute } from '../judging/attributes';
import { judge } from '../judging/judge';
import { onlyWhileItIs, turnsOn, type Setting, type Worsening } from '../judging/settings';

const TABLE = ['aws_dynamodb_table'];

const STANDARD = 'STANDARD';

/** DynamoDB's class where none is said. */
const classOf = (value: Json | undefined): string => (isEmpty(value) ? STANDARD : show(value));

const isOfAnotherClass: Worsening = (before, after) => classOf(before) !== classOf(after);

function describeClass({ name, before, after }: Attribute): string {
  const [from, to] = [classOf(before), classOf(after)];
  const cost =
    to === STANDARD
      ? 'what is kept costs more, and each request less'
      : 'each request costs more, and what is kept less';
  return `${describeChange({ name, before: from, after: to })}: ${cost}`;
}

/** Nothing fails at once. */
const SETTINGS: readonly Setting[] = [
  { path: 'table_class', types: TABLE, isWorse: onlyWhileItIs(isOfAnotherClass), describe: describeClass },
  {
    path: 'server_side_encryption.enabled',
    types: TABLE,
    isWorse: turnsOn,
    describe: (attribute) =>
      `${describeChange(attribute)}: each use of the key is paid for, and who may not use the key cannot read the table`,
  },
];

export const costChanged = judge({
  name: 'cost-changed',
  risk: 'Nothing fails at once: the bill shows it weeks later.',
  title: 'It is paid for in another way.',
  warns: SETTINGS,
});
