import { DynamoDBClient, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { Functions } from '../../../deployment/booking/functions';
import { nameIn, resourceOf } from '../../../environments/physical-name';
import { keysOf, omit } from '../../../keys/entries';
import { TABLES } from '../../../model/booking/tables';
import { disposable, withBooking } from '../../stacks/booking/section';
import { fakeAws, type Input } from '../aws';
import { startBreakableApi, type BreakableApi } from '../verify/breakable-api';

export const dev = withBooking(disposable);

interface Asked {
  readonly fn: string;
  readonly payload: { readonly action: string; readonly tenantId?: string } & Readonly<Record<string, unknown>>;
}

/** What Lambda answers in place of the function: a crash, or a refusal. */
type Broken = { readonly crash: string } | { readonly refusal: string } | Error;

/** The booking chat on this machine: its API behind a door that breaks, its functions behind a Lambda that does. */
export interface Chat {
  readonly api: BreakableApi;
  readonly functions: Functions;
  readonly aws: ReturnType<typeof fakeAws>;
  /** Of the functions, since `mend`. */
  readonly asked: Asked[];
  /** To be set by a test, emptied by `mend`. */
  readonly faults: { broken?: ((asked: Asked) => Broken | undefined) | undefined };
  /** All items but what is left to TTL: chats, and how often a key was used. */
  left(): Promise<Record<string, AttributeValue>[]>;
  mend(): void;
  close(): Promise<void>;
}

export async function startChat(): Promise<Chat> {
  const api = await startBreakableApi('booking', disposable);
  const asked: Asked[] = [];
  const faults: Chat['faults'] = {};
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const dynamodb = new DynamoDBClient({ endpoint: api.run.dynamodbEndpoint, region: 'eu-west-1', credentials });
  const answer = async ({ FunctionName, Qualifier, Payload }: Input) => {
    expect(Qualifier).toBe('live');
    const name = /^trinity-booking-(\w+)-dev$/.exec(String(FunctionName))![1]!;
    const one = { fn: name, payload: JSON.parse(String(Payload)) as Asked['payload'] };
    asked.push(one);
    const broken = faults.broken?.(one);
    if (broken instanceof Error) throw broken;
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));
    if (broken && 'crash' in broken)
      return { FunctionError: 'Unhandled', Payload: json({ errorMessage: broken.crash }) };
    if (broken) return { Payload: json({ ok: false, errorType: 'UpstreamUnavailable', message: broken.refusal }) };
    return { Payload: json(await api.run.ask(name, one.payload)) };
  };
  const apis = [{ name: 'trinity-booking-api-dev', apiId: 'a1', uris: { GRAPHQL: api.endpoint } }];
  const aws = fakeAws({ InvokeCommand: answer, ListGraphqlApisCommand: () => ({ graphqlApis: apis }) });
  return {
    ...{ api, asked, faults, aws, functions: new Functions(dev, aws.lambda) },
    async left() {
      const scans = keysOf(omit(TABLES, 'conversations')).map((table) =>
        dynamodb.send(new ScanCommand({ TableName: nameIn(dev, 'booking', resourceOf(table)) })),
      );
      const items = (await Promise.all(scans)).flatMap(({ Items = [] }) => Items);
      return items.filter(({ ttl, keyHash }) => !(ttl?.N !== undefined && keyHash?.S?.startsWith('RATE#')));
    },
    mend() {
      api.mend();
      faults.broken = undefined;
      asked.length = 0;
    },
    async close() {
      dynamodb.destroy();
      await api.close();
    },
  };
}
