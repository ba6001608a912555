import { keysOf } from '../../keys/entries';
import { FUNCTIONS } from '../../model/room-cache/functions';
import { physicalName, resourceOf } from '../physical-name';
import type { NameableObject } from '../section';
import type { ParsedPlace, ParsedRoomCache } from './rule';

/** What an environment can adopt of the room cache, and what a deploy would make in its place. */
export function objects(
  { tables = {}, logs, api, alarms }: ParsedRoomCache,
  { namePrefix, name: environmentName }: ParsedPlace,
): NameableObject[] {
  const nameOf = (resource: string, before = '') =>
    namePrefix === undefined || environmentName === undefined
      ? undefined
      : before + physicalName({ namePrefix, name: environmentName }, resource);
  const logGroups = ([...keysOf(FUNCTIONS), 'api'] as const).map((writer) => ({
    kind: 'log group' as const,
    path: ['logs', 'adopt', writer],
    below: ['name'],
    adopted: logs?.adopt?.[writer]?.name,
    made: writer === 'api' ? api?.adopt?.id && `/aws/appsync/apis/${api.adopt.id}` : nameOf(writer, '/aws/lambda/'),
  }));
  return [
    ...Object.entries(tables).map(([id, config]) => ({
      kind: 'table' as const,
      path: ['tables', id],
      below: ['adopt', 'name'],
      adopted: config?.adopt?.name,
      made: nameOf(resourceOf(id)),
      isReleased: config?.released === true,
      replicas: Object.keys(config?.adopt?.replicas ?? {}),
    })),
    ...logGroups,
    { kind: 'GraphQL API' as const, path: ['api'], below: ['adopt', 'id'], adopted: api?.adopt?.id, made: undefined },
    {
      kind: 'topic' as const,
      path: ['alarms', 'topic'],
      below: ['adopt', 'arn'],
      adopted: alarms?.topic?.adopt?.arn?.replace(/^.*:/, ''),
      made: nameOf('alarms'),
    },
  ];
}
