import { partitionOf } from './partition';
import type { Finding, Parsed } from './parse';
import type { Rule } from './rule';

/*
 * What an environment names is where it is looked for. Terraform asks in the environment's account and region, whatever an
 * ARN says, and AWS's services use nothing of another partition.
 */

/** Partitions in which AWS has AppSync (botocore's endpoints.json; of an opt-in region, only AWS knows whether it is on). */
const WITH_APPSYNC = ['aws', 'aws-cn'];

export const PLACE_RULES: readonly Rule[] = [
  appsyncIsThere,
  stateIsInReach,
  adoptedTopicIsHere,
  keysAreHere,
  replicasAreElsewhere,
  userPoolsAreHere,
];

function appsyncIsThere({ region }: Parsed): Finding[] {
  if (region === undefined || WITH_APPSYNC.includes(partitionOf(region))) return [];
  const allowed = `a region of ${WITH_APPSYNC.join(' or ')}: in ${partitionOf(region)} AWS has no AppSync`;
  return [{ path: ['region'], value: region, allowed }];
}

/** One set of credentials reads the state and deploys. */
function stateIsInReach({ region, state }: Parsed): Finding[] {
  if (state?.backend !== 's3' || state.region === undefined || region === undefined) return [];
  if (partitionOf(state.region) === partitionOf(region)) return [];
  return [{ path: ['state', 'region'], value: state.region, allowed: sameAs(region) }];
}

function adoptedTopicIsHere({ account, region, alarms }: Parsed): Finding[] {
  const arn = alarms?.topic?.adopt?.arn;
  if (arn === undefined || account === undefined || region === undefined) return [];
  const here = `arn:${partitionOf(region)}:sns:${region}:${account}:`;
  if (arn.startsWith(here)) return [];
  const allowed = `a topic of ${region} and account ${account}, where this environment is: ${here}…`;
  return [{ path: ['alarms', 'topic', 'adopt', 'arn'], value: arn, allowed }];
}

/** A key may be of another account, and has to be in the region of what it encrypts. */
function keysAreHere({ region, logs, alarms, tables = {} }: Parsed): Finding[] {
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

function replicasAreElsewhere({ region, tables = {} }: Parsed): Finding[] {
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

function userPoolsAreHere({ region, api }: Parsed): Finding[] {
  return Object.keys(api?.userPools ?? {})
    .filter((id) => region !== undefined && !id.startsWith(`${region}_`))
    .map((id) => ({
      path: ['api', 'userPools', id],
      value: id,
      allowed: `a user pool of ${region}, where this environment is`,
    }));
}

const sameAs = (region: string): string => `a region of the partition ${partitionOf(region)}, as ${region} is`;
