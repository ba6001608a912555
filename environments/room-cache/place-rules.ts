import { partitionOf, sameAs } from '../partition';
import type { Finding } from '../parsed';
import { MOST_TAGS } from '../tags';
import type { ParsedPlace, ParsedRoomCache, Rule } from './rule';

/*
 * What the section names is where it is looked for. Terraform asks in the environment's account and region, whatever an ARN
 * says, and AWS's services use nothing of another partition.
 */

export const PLACE_RULES: readonly Rule[] = [
  adoptedTopicIsHere,
  keysAreHere,
  replicasAreElsewhere,
  userPoolsAreHere,
  tagsAreNotTooManyOfOne,
];

function adoptedTopicIsHere({ alarms }: ParsedRoomCache, { account, region }: ParsedPlace): Finding[] {
  const arn = alarms?.topic?.adopt?.arn;
  if (arn === undefined || account === undefined || region === undefined) return [];
  const here = `arn:${partitionOf(region)}:sns:${region}:${account}:`;
  if (arn.startsWith(here)) return [];
  const allowed = `a topic of ${region} and account ${account}, where this environment is: ${here}…`;
  return [{ path: ['alarms', 'topic', 'adopt', 'arn'], value: arn, allowed }];
}

/** A key may be of another account, and has to be in the region of what it encrypts. */
function keysAreHere({ logs, alarms, tables = {} }: ParsedRoomCache, { region }: ParsedPlace): Finding[] {
  const topic = alarms?.topic?.adopt?.encryptionKey;
  const keys = [
    ...Object.entries(logs?.adopt ?? {}).map(([writer, group]) => ({
      path: ['logs', 'adopt', writer, 'encryptionKey'],
      value: group?.encryptionKey,
      region,
    })),
    { path: ['alarms', 'topic', 'adopt', 'encryptionKey'], value: topic, region },
    ...Object.entries(tables).flatMap(([table, config]) => {
      const path = ['tables', table, 'adopt'];
      return [
        { path: [...path, 'encryption'], value: config?.adopt?.encryption, region },
        ...Object.entries(config?.adopt?.replicas ?? {}).map(([there, replica]) => ({
          path: [...path, 'replicas', there, 'encryptionKey'],
          value: replica?.encryptionKey,
          region: there,
        })),
      ];
    }),
  ];
  return keys.flatMap(({ path, value, region: place }) => {
    if (value === undefined || place === undefined || !value.startsWith('arn:')) return []; // a word, an id, an alias
    const there = `arn:${partitionOf(place)}:kms:${place}:`;
    if (value.startsWith(there)) return [];
    return [{ path, value, allowed: `a key of ${place}, where it is used: ${there}…` }];
  });
}

function replicasAreElsewhere({ tables = {} }: ParsedRoomCache, { region }: ParsedPlace): Finding[] {
  if (region === undefined) return [];
  return Object.entries(tables).flatMap(([table, config]) =>
    Object.keys(config?.adopt?.replicas ?? {})
      .filter((there) => there === region || partitionOf(there) !== partitionOf(region))
      .map((there) => ({
        path: ['tables', table, 'adopt', 'replicas', there],
        value: there,
        allowed: there === region ? `another region than ${region}, where the table itself is` : sameAs(region),
      })),
  );
}

function userPoolsAreHere({ api }: ParsedRoomCache, { region }: ParsedPlace): Finding[] {
  return Object.keys(api?.userPools ?? {})
    .filter((id) => region !== undefined && !id.startsWith(`${region}_`))
    .map((id) => ({
      path: ['api', 'userPools', id],
      value: id,
      allowed: `a user pool of ${region}, where this environment is`,
    }));
}

/** Of a resource that is adopted, its own come beside the environment's. */
function tagsAreNotTooManyOfOne({ tables, logs, api, alarms }: ParsedRoomCache, { tags = {} }: ParsedPlace): Finding[] {
  const adopted = [
    ...Object.entries(tables ?? {}).map(([name, table]) => ({ path: ['tables', name, 'adopt'], of: table?.adopt })),
    ...Object.entries(logs?.adopt ?? {}).map(([name, of]) => ({ path: ['logs', 'adopt', name], of })),
    { path: ['api', 'adopt'], of: api?.adopt },
    { path: ['alarms', 'topic', 'adopt'], of: alarms?.topic?.adopt },
  ];
  const count = Object.keys(tags).length;
  if (count > MOST_TAGS) return []; // said of the environment
  return adopted.flatMap(({ path, of }) => {
    const all = Object.keys({ ...tags, ...of?.tags }).length;
    if (all <= MOST_TAGS) return [];
    const allowed = `at most ${MOST_TAGS} tags of a resource, the ${count} of the environment among them`;
    return [{ path: [...path, 'tags'], value: `${all} tags`, allowed }];
  });
}
