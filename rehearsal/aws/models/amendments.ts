import { own } from '../../../keys/own';
import type { Shape } from './shape';

/** What AWS is known to take or refuse otherwise than the model in botocore has it. */
interface Amendment {
  /** A shape, or a member of one: `PutMetricAlarmInput$Period`. */
  readonly of: string;
  /** `undefined` takes a constraint away. */
  readonly constraints: {
    readonly [K in 'enum' | 'pattern' | 'min' | 'max' | 'allows' | 'says']?: Shape[K] | undefined;
  };
  /** Who says so. */
  readonly source: string;
}

const LOGS_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096],
  ...[1827, 2192, 2557, 2922, 3288, 3653],
];

const wholeMinutesOr =
  (...shorter: readonly number[]) =>
  (seconds: number): boolean =>
    shorter.includes(seconds) || seconds % 60 === 0;

const functionIds: Amendment[] = [
  'GetFunctionRequest',
  'UpdateFunctionRequest',
  'DeleteFunctionRequest',
  'ListResolversByFunctionRequest',
].map((request) => ({
  of: `${request}$functionId`,
  constraints: { pattern: undefined },
  source: 'ids that AppSync itself gives begin with a digit at times, which the pattern of names forbids',
}));

/** Rules that stand in AWS's documentation only, and where the models are wrong. */
const AMENDMENTS: Readonly<Record<string, readonly Amendment[]>> = {
  appsync: functionIds,
  cloudwatch: [
    {
      of: 'Period',
      constraints: {
        allows: wholeMinutesOr(1, 5, 10, 20, 30),
        says: 'Period must be 1, 5, 10, 20, 30 or a multiple of 60.',
      },
      source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html',
    },
    {
      of: 'PutMetricAlarmInput$Period',
      constraints: { allows: wholeMinutesOr(10, 20, 30), says: 'Period must be 10, 20, 30 or a multiple of 60.' },
      source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    },
  ],
  dynamodb: [
    {
      of: 'TableArn', // which a table's name is, too
      constraints: { min: 3, pattern: '[a-zA-Z0-9_.-]{3,255}|arn:[a-z-]+:dynamodb:[a-z0-9-]+:\\d{12}:table/.+' },
      source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html',
    },
  ],
  lambda: [
    {
      of: 'CreateFunctionRequest$FunctionName', // the model has the length of an ARN
      constraints: { max: 64 },
      source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    },
    {
      of: 'Timeout',
      constraints: { max: 900 },
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    },
    {
      of: 'MemorySize',
      constraints: { max: 10_240 }, // 32,768 is for functions on instances of one's own
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    },
  ],
  logs: [
    {
      of: 'Days',
      constraints: {
        enum: LOGS_DAYS,
        says: `Invalid retention value. Valid values are: [${LOGS_DAYS.join(', ')}]`,
      },
      source: 'PutRetentionPolicy, its documentation; the words: https://github.com/aws/aws-cdk/issues/1343',
    },
  ],
};

/** @param service botocore's name. @throws Error when the model has no longer what an amendment is of */
export function amend(service: string, shapes: Readonly<Record<string, Shape>>): Readonly<Record<string, Shape>> {
  const amended = new Map(Object.entries(shapes));
  for (const { of, constraints } of own(AMENDMENTS, service) ?? []) {
    const [name = '', member] = of.split('$');
    const shape = amended.get(name);
    const ref = member === undefined ? undefined : own(shape?.members, member);
    const target = ref ? amended.get(ref.shape) : shape;
    if (!shape || !target || (member !== undefined && !ref)) {
      throw new Error(
        `The model of ${service} has no ${of}, of which rehearsal/aws/models/amendments.ts knows something.`,
      );
    }
    const constrained = { ...target, ...constraints } as Shape;
    if (!ref || member === undefined) {
      amended.set(name, constrained);
    } else {
      amended.set(of, constrained);
      amended.set(name, { ...shape, members: { ...shape.members, [member]: { ...ref, shape: of } } });
    }
  }
  return Object.fromEntries(amended);
}
