import { readStack } from '../../../local/terraform';
import { INHERITED_NAMES } from '../../support/inherited-names';
import { removeStacks, resources, writeStack } from './fixture';

afterAll(removeStacks);

const PLAIN = 'plainname';
const queues = () => resources()['aws_sqs_queue'];

/** The fixture with something more, in which the name stands. */
const PLACES: Readonly<Record<string, (name: string) => string>> = {
  'type of a resource': (name) => writeStack({ ...resources(), [name]: { a: { b: 1 } } }),
  'name of a resource': (name) =>
    writeStack({ ...resources(), aws_sqs_queue: { ...queues(), [name]: { name: 'dead' } } }),
  'attribute of a resource': (name) => writeStack({ ...resources(), aws_sqs_queue: { ...queues(), a: { [name]: 1 } } }),
  section: (name) => writeStack(resources(), { [name]: { a: 1 } }),
  'variable of a function': (name) => {
    const all = resources();
    const { cache } = all['aws_lambda_function']!;
    return writeStack({
      ...all,
      aws_lambda_function: { cache: { ...cache, environment: { variables: { [name]: 'x' } } } },
    });
  },
};

/** What is read of it, or why it cannot be. */
function read(place: (name: string) => string, name: string): string {
  const file = place(name);
  const folder = file.replace(/stacks.*$|[^/]+$/, '');
  return JSON.stringify(readStack(file))
    .replaceAll(folder, '')
    .replaceAll(/trinity-stack-\w+/g, '')
    .replaceAll(name, PLAIN);
}

test.each(Object.entries(PLACES))('a name that every object inherits is a name as any other: %s', (_, place) => {
  const plain = read(place, PLAIN);
  for (const name of INHERITED_NAMES) expect(read(place, name)).toBe(plain);
});

const REFERENCES: Readonly<Record<string, (name: string) => string>> = {
  'to an attribute': (name) => `\${aws_sqs_queue.dead_letters.${name}}`,
  'into an attribute': (name) => `\${aws_lambda_function.cache.environment.${name}}`,
  'to a type': (name) => `\${${name}.a.b}`,
};

test.each(Object.entries(REFERENCES))(
  'a reference %s that is not there cannot be resolved, whatever its name',
  (_, refer) => {
    const message = (name: string): string => {
      const role = { cache: { name: refer(name), assume_role_policy: '{}' } };
      const table = { ...resources()['aws_dynamodb_table']!, more: { hash_key: 'a', name: refer(name) } };
      try {
        readStack(writeStack({ ...resources(), aws_iam_role: role, aws_dynamodb_table: table }));
        return 'resolved';
      } catch (error) {
        return (error as Error).message.replace(/\/\S+/g, 'FILE').replaceAll(name, PLAIN);
      }
    };
    expect(message(PLAIN)).toMatch(/cannot resolve|makes no value/);
    for (const name of INHERITED_NAMES) expect(message(name)).toBe(message(PLAIN));
  },
);
