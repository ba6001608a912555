import type { Json } from '../../plan/value';
import { show } from '../attributes';

/*
 * What neither an environment's file nor the provider can say of a table, as a command of the AWS CLI. It is a change from
 * outside: the next plan finds what it asks for.
 */

/** Limits of a table on demand, or of an index of it. */
export function takeLimitsOff(table: Json | undefined, index?: string): string {
  const OnDemandThroughput = { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 };
  return index === undefined
    ? `aws dynamodb update-table --table-name ${show(table)} --on-demand-throughput ${quoted(OnDemandThroughput)}`
    : `aws dynamodb update-table --table-name ${show(table)} --global-secondary-index-updates ` +
        quoted([{ Update: { IndexName: index, OnDemandThroughput } }]);
}

/** @param attribute by which it is on: DynamoDB refuses another one */
export const switchTimeToLiveOff = (table: Json | undefined, attribute: string): string =>
  `aws dynamodb update-time-to-live --table-name ${show(table)} --time-to-live-specification ` +
  quoted({ Enabled: false, AttributeName: attribute });

/** For a shell. */
const quoted = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", String.raw`'\''`)}'`;
