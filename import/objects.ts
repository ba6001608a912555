import type { Environment } from '../environments';
import type { RoomCache } from '../environments/room-cache/schema';
import { own } from '../keys/own';
import type { ResourceChange } from '../packages/plan-review/src/plan/model';

/** What an environment adopts beside tables, or keeps of one that it adopts. */
export interface AdoptedObject {
  /** `aws_sns_topic.alarms` */
  readonly address: string;
  /** As `terraform import` takes it. */
  readonly id: string;
  /** Where it stands in the configuration: `systems.roomCache.alarms.topic.adopt`. */
  readonly path: string;
  /** What the first deploy may change, by attribute, with the reason. */
  readonly changes: Readonly<Record<string, string>>;
  /** What every adoption of its kind changes, by attribute, with what that means. */
  readonly always: Readonly<Record<string, string>>;
  /** Blocks that it may get where it has none, by attribute, with what that means. Default: none. */
  readonly adds?: Readonly<Record<string, string>>;
}

export const API_ADDRESS = 'aws_appsync_graphql_api.api';
export const TOPIC_ADDRESS = 'aws_sns_topic.alarms';

/** AppSync takes a role from whoever sets the log level, and a deploy makes its own. */
const API_ALWAYS = {
  schema: "it becomes this project's: AWS does not tell Terraform which schema an API has",
  'log_config[0].cloudwatch_logs_role_arn': 'AppSync writes its log in a role of this project',
};

/** What the environment asks for, and takes nothing from what there is. */
const API_ADDS = {
  log_config: 'it has logged nothing, and is logged from then on, in a role of this project',
  additional_authentication_provider: 'the members of a user pool are let in, too',
};

/** What each of a resolver's attributes becomes is why it is named. */
const RESOLVER = "this project's resolver answers the field from then on";
const RESOLVER_ALWAYS = Object.fromEntries(
  [
    'caching_config',
    'code',
    'data_source',
    'kind',
    'max_batch_size',
    'pipeline_config',
    'request_template',
    'response_template',
    'runtime',
    'sync_config',
  ].map((attribute) => [attribute, RESOLVER]),
);

/** The addresses are a contract: a test pins them. */
export function adoptedObjects({ logs, api, alarms }: Pick<RoomCache, 'logs' | 'api' | 'alarms'>): AdoptedObject[] {
  const { topic } = alarms;
  const { adopt } = api;
  return [
    ...Object.entries(logs?.adopt ?? {}).map(([writer, { name, changes = {} }]) => ({
      address: `aws_cloudwatch_log_group.${writer}`,
      id: name,
      path: `systems.roomCache.logs.adopt.${writer}`,
      changes,
      always: {},
    })),
    ...(adopt
      ? [
          {
            address: API_ADDRESS,
            id: adopt.id,
            path: 'systems.roomCache.api.adopt',
            changes: adopt.changes ?? {},
            always: API_ALWAYS,
            adds: API_ADDS,
          },
          ...(adopt.resolvers ?? []).map((field) => ({
            address: `aws_appsync_resolver.${snakeCase(field)}`,
            id: `${adopt.id}-${field.replace('.', '-')}`,
            path: 'systems.roomCache.api.adopt.resolvers',
            changes: {},
            always: RESOLVER_ALWAYS,
          })),
        ]
      : []),
    ...(topic
      ? [
          {
            address: TOPIC_ADDRESS,
            id: topic.adopt.arn,
            path: 'systems.roomCache.alarms.topic.adopt',
            changes: topic.adopt.changes ?? {},
            always: {},
          },
        ]
      : []),
  ];
}

/** Of the blocks that an object may get, those that a plan adds behind the ones that it has: `log_config[0]`, with what that means. */
export function addedBlocks(
  { adds = {} }: Pick<AdoptedObject, 'adds'>,
  { before, after }: Pick<ResourceChange, 'before' | 'after'>,
): Readonly<Record<string, string>> {
  const blocks = Object.entries(adds).flatMap(([attribute, meaning]) => {
    const [had, has] = [before, after].map((side) => {
      const all = own(side ?? undefined, attribute);
      return Array.isArray(all) ? all.length : 0;
    }) as [number, number];
    return Array.from({ length: Math.max(0, has - had) }, (_, more) => [`${attribute}[${had + more}]`, meaning]);
  });
  return Object.fromEntries(blocks) as Record<string, string>;
}

/** Of all that an environment adopts, tables too, what it is imported by. */
export const adoptedIds = ({ systems: { roomCache } }: Environment): string[] => [
  ...Object.values(roomCache.tables).flatMap(({ adopt }) => (adopt ? [adopt.name] : [])),
  ...adoptedObjects(roomCache).map(({ id }) => id),
];

/** `query_room_movies` of `Query.roomMovies`. */
function snakeCase(name: string): string {
  const [type, field] = name.split('.') as [string, string];
  return `${type.toLowerCase()}_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}
