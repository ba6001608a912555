import { z } from 'zod';
import {
  RETENTION_DAYS,
  changes,
  choice,
  exactly,
  kmsKey,
  listOf,
  tags,
  tagsOfEveryService,
  text,
  words,
} from '../kinds-of-value';

/*
 * What exists and is taken over, tables apart (table-schema.ts). It is named by what AWS calls it; what is said of it beside
 * is kept as it is, and goes before all else that the environment says (docs/adopting-what-exists.md).
 */

const common = {
  /** Beside the environment's, and before them. */
  tags: tags().exactOptional(),
  /** Default: nothing but tags of the environment that it lacks. */
  changes: changes().exactOptional(),
};

/** A log group; its class and its events stay as they are. */
export const logGroup = exactly({
  name: text(
    "a log group's name: 1 to 512 letters, digits and _/.#-, not starting with aws/",
    /^(?!aws\/)[\w/.#-]{1,512}$/,
  ),
  /** Default: the environment's. */
  retentionDays: z
    .union(
      [...RETENTION_DAYS.map((one) => z.literal(one)), z.literal('NEVER')],
      `'NEVER' (events are kept for ever), or days that CloudWatch Logs knows: ${RETENTION_DAYS.join(', ')}`,
    )
    .exactOptional(),
  /** Default: CloudWatch Logs' own key. */
  encryptionKey: kmsKey('the ARN of a KMS key').exactOptional(),
  ...common,
});

/** A GraphQL API of AppSync. Its schema becomes this project's: AppSync has one of an API. */
export const api = exactly({
  id: text("an AppSync API's id: 26 of a-z and 0-9, the last part of its ARN", /^[a-z0-9]{26}$/),
  /** Default: as this project calls its API. */
  name: words('the name of an API', /\S/).exactOptional(),
  /** AppSync never changes it: another one would be another API. Default: GLOBAL */
  visibility: choice('GLOBAL', 'PRIVATE').exactOptional(),
  /**
   * Fields that it answers already, and that this project's resolvers answer from now on. Default: none, and a deploy is
   * refused where it has a resolver of a field that this project answers.
   */
  resolvers: listOf(
    text("a field of this project's API, such as 'Query.room'", /^(Query|Mutation|Subscription)\.[A-Za-z_]\w*$/),
    "a list of fields, such as ['Query.room']",
  ).exactOptional(),
  ...common,
  tags: tagsOfEveryService().exactOptional(),
});

/** An SNS topic, with those who have subscribed to it. */
export const topic = exactly({
  arn: text(
    "the ARN of an SNS topic that is not FIFO, such as 'arn:aws:sns:eu-west-1:123456789012:alarms'",
    /^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
  ),
  /** Default: none. */
  displayName: words('a display name of 1 to 100 characters', /^[^\r\n]{1,100}$/).exactOptional(),
  /** Default: none, it is not encrypted by KMS. */
  encryptionKey: kmsKey(
    'the KMS key as the topic has it: an ARN, an id or an alias; not alias/aws/sns, which CloudWatch may not use: no alarm would arrive',
    String.raw`(arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:)?alias/(?!aws/)[\w/-]{1,250}`,
    String.raw`[\w-]{1,128}`,
  ).exactOptional(),
  ...common,
});

/** As JavaScript has it: ids and tokens, of letters and digits, need nothing that others have besides. */
export function isExpression(value: string): boolean {
  try {
    new RegExp(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * Cognito user pools whose members may call the API with their token, by id. They are referred to, not adopted: no deploy
 * changes one.
 */
export const userPools = z.record(
  text("a user pool's id, such as 'eu-west-1_Ab1Cd2Ef3'", /^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}_[A-Za-z0-9]{1,45}$/),
  exactly(
    {
      /**
       * A regular expression: the ids of the pool's clients whose tokens the API takes. AWS says of appIdClientRegex no more
       * than that it validates an id, neither whose expressions it takes nor whether a part of an id is enough: what is read
       * the same everywhere begins with `^` and ends with `$`. Default: all of them.
       */
      clients: words("a regular expression of client ids, such as '^(web|app)$'", /\S/, isExpression).exactOptional(),
    },
    {
      adopt:
        'nothing: a user pool is referred to by its id, and never adopted; it holds passwords, which nobody can make anew, and an update of it resets whatever it does not say',
    },
  ),
  "an object of user pools by id, such as { 'eu-west-1_Ab1Cd2Ef3': {} }",
);

export type AdoptedLogGroup = z.infer<typeof logGroup>;
export type AdoptedApi = z.infer<typeof api>;
export type AdoptedTopic = z.infer<typeof topic>;
export type UserPools = z.infer<typeof userPools>;
