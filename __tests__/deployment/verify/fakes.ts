import type { Aws } from '../../../deployment/aws/clients';
import type { Check, Outcome } from '../../../deployment/checks';
import type { Deployed } from '../../../deployment/deployed';
import type { DeployedResource } from '../../../deployment/terraform';
import { environment } from '../../stacks/synthesize';

/** By command, such as `DescribeTableCommand`: what AWS answers to its input. */
export type Answers = Readonly<Record<string, (input: never) => unknown>>;

/** AWS as far as a check asks it. A command without an answer fails the test that sends it. */
export function fakeAws(answers: Answers): Aws {
  const client = {
    send: async (command: { constructor: { name: string }; input: unknown }): Promise<unknown> => {
      const answer = answers[command.constructor.name];
      if (!answer) throw new Error(`${command.constructor.name} was not expected`);
      return Promise.resolve(answer(command.input as never));
    },
  };
  const services = ['appsync', 'cloudwatch', 'dynamodb', 'iam', 'lambda', 's3', 'sns', 'ssm', 'sts'];
  const all = Object.fromEntries(services.map((service) => [service, client]));
  return { ...all, dynamodbIn: () => client } as unknown as Aws;
}

/** An error as the AWS SDK throws it. */
export const awsError = (name: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(`${name} was answered`), { name, $metadata: { httpStatusCode } });

export const throws = (error: Error) => (): never => {
  throw error;
};

/** @param address `aws_dynamodb_table.rooms` */
export function resource(address: string, values: Readonly<Record<string, unknown>>): DeployedResource {
  const [type, name] = address.split('.') as [string, string];
  return { address, type, name, dependsOn: [], values };
}

/** dev, with these resources in its state. */
export function deployedWith(...resources: DeployedResource[]): Deployed {
  const outputs = { graphql_endpoint: 'http://127.0.0.1:9/graphql', api_key: 'da2-secret', table_names: {} };
  return { environment: environment('dev'), system: 'room-cache', resources, used: [], outputs };
}

export function run(check: Check | undefined, signal = new AbortController().signal): Promise<Outcome> {
  if (!check) throw new Error('there is no such check');
  return check.run(signal);
}

/** A copy of an object in which one value, named by its path, is another; undefined removes it. */
export function change<T>(whole: T, path: string, value: unknown): T {
  const copy = structuredClone(whole);
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce<Record<string, unknown>>(
    (at, key) => at[key] as Record<string, unknown>,
    copy as Record<string, unknown>,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
