import { S3ServiceException } from '@aws-sdk/client-s3';
import type { Aws } from '../../deployment/aws/clients';

/** By command, such as `HeadBucketCommand`: what AWS answers to its input, an error to be thrown among it. */
export type Answers = Readonly<Record<string, (input: Input) => unknown>>;
export type Input = Readonly<Record<string, unknown>>;

export interface FakeAws extends Aws {
  /** Every request, `HeadBucketCommand` first, with its input. */
  readonly sent: { readonly command: string; readonly input: Input }[];
}

/** AWS as far as it is asked. A command without an answer fails the test that sends it. */
export function fakeAws(answers: Answers): FakeAws {
  const sent: FakeAws['sent'] = [];
  const client = {
    send: (command: { constructor: { name: string }; input: Input }): Promise<unknown> => {
      const { name } = command.constructor;
      sent.push({ command: name, input: command.input });
      const answer = answers[name];
      if (!answer) return Promise.reject(new TypeError(`${name} was not expected`));
      const value = answer(command.input);
      return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
    },
  };
  const services = [
    'appsync',
    'autoscaling',
    'cloudwatch',
    'cognito',
    'dynamodb',
    'iam',
    'kms',
    'lambda',
    'logs',
    's3',
    'ssm',
    'sts',
  ];
  const all = Object.fromEntries(services.map((service) => [service, client]));
  return { ...all, dynamodbIn: () => client, sent } as unknown as FakeAws;
}

/** As the SDK throws what S3 answers. */
export const s3Error = (status: number, name: string, message = name): S3ServiceException =>
  new S3ServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: status } });

/** As the SDK throws what any service answers. */
export const awsError = (name: string, message: string, status = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

export const identity = (account: string) => () => ({ Account: account, Arn: `arn:aws:iam::${account}:user/ana` });
/** An object's body. */
export const body = (text: string) => ({ Body: { transformToString: () => Promise.resolve(text) } });
