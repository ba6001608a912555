import type { OnDemandThroughput, ProvisionedThroughput, UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { invalid, invalidParameter } from './errors';
import { omit } from './tables';
import type { Description } from './wire';

type Capacity = Pick<ProvisionedThroughput, 'ReadCapacityUnits' | 'WriteCapacityUnits'>;
type Warm = Omit<NonNullable<Description['WarmThroughput']>, 'Status'> | undefined;

export const isOnDemand = ({ BillingModeSummary }: Description): boolean =>
  BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';

export const capacity = ({ ReadCapacityUnits, WriteCapacityUnits }: Capacity) => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits,
  WriteCapacityUnits,
});

const NONE = capacity({ ReadCapacityUnits: 0, WriteCapacityUnits: 0 });

/** How the table is paid for: billing mode, capacity and limits. Those of its indexes are changed with them. */
export function withThroughput(
  table: Description,
  { BillingMode: mode, ProvisionedThroughput: wanted, OnDemandThroughput: limits }: Partial<UpdateTableInput>,
): Description {
  const onDemand = mode === undefined ? isOnDemand(table) : mode === 'PAY_PER_REQUEST';
  if (onDemand && wanted) {
    throw invalidParameter(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (mode === 'PROVISIONED' && !wanted) {
    throw invalidParameter('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  }
  let next = table;
  if (onDemand && !isOnDemand(table)) {
    const indexes = table.GlobalSecondaryIndexes?.map((one) => ({ ...one, ProvisionedThroughput: NONE }));
    next = { ...next, ProvisionedThroughput: NONE, ...(indexes && { GlobalSecondaryIndexes: indexes }) };
    const LastUpdateToPayPerRequestDateTime = Date.now() / 1000;
    next.BillingModeSummary = { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime };
  }
  if (!onDemand && isOnDemand(table)) {
    const indexes = table.GlobalSecondaryIndexes?.map((one) => omit(one, 'OnDemandThroughput'));
    next = { ...omit(next, 'OnDemandThroughput'), ...(indexes && { GlobalSecondaryIndexes: indexes }) };
    next.BillingModeSummary = { ...next.BillingModeSummary, BillingMode: 'PROVISIONED' };
  }
  if (wanted)
    next = { ...next, ProvisionedThroughput: changedCapacity(table.ProvisionedThroughput, wanted, 'the table') };
  if (!limits) return next;
  checkMode(limits, onDemand, '');
  const { OnDemandThroughput: now, ...rest } = next;
  const left = changedLimits(now, limits, 'table');
  return { ...rest, ...(left && { OnDemandThroughput: left }) };
}

/** @param of `the table`, `the index NAME`. @throws AwsError when nothing would change */
export function changedCapacity(now: Partial<Capacity> | undefined, wanted: Capacity, of: string) {
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = wanted;
  if (now?.ReadCapacityUnits === read && now?.WriteCapacityUnits === write) {
    throw invalid(
      `The provisioned throughput for ${of} will not change. The requested value equals the current value. ` +
        `Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${read}. ` +
        `Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${write}. ` +
        'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
    );
  }
  return capacity(wanted);
}

const LIMITS = ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const;

/** @param of `` of the table, ` for index : NAME` */
export function checkMode(limits: OnDemandThroughput, onDemand: boolean, of: string): void {
  const first = LIMITS.find((name) => limits[name] !== undefined);
  if (onDemand || !first) return;
  throw invalidParameter(
    `${first} for OnDemandThroughput${of} cannot be specified when the table BillingMode is PROVISIONED`,
  );
}

/** Of a new table or index: at least 1. @param of `table`, `index : NAME` */
export function newLimits(limits: OnDemandThroughput, of: string): OnDemandThroughput {
  for (const name of LIMITS) if ((limits[name] ?? 1) < 1) throw outside(name, of);
  return limits;
}

/** -1 takes a limit away; what is not said stays. @returns undefined when none is left */
export function changedLimits(
  now: OnDemandThroughput | undefined,
  wanted: OnDemandThroughput,
  of: string,
): OnDemandThroughput | undefined {
  const entries = LIMITS.flatMap((name) => {
    const value = wanted[name] ?? now?.[name];
    if (value !== undefined && value !== -1 && value < 1) throw outside(name, of);
    return value === undefined || value === -1 ? [] : [[name, value] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const outside = (name: string, of: string) =>
  invalidParameter(`Requested ${name} for OnDemandThroughput for ${of} is outside of valid range`);

/** It only grows. @param of `table`, `index NAME` */
export function grownWarm(now: Warm, wanted: NonNullable<Warm>, of: string) {
  for (const name of ['ReadUnitsPerSecond', 'WriteUnitsPerSecond'] as const) {
    if ((wanted[name] ?? Infinity) >= (now?.[name] ?? 0)) continue;
    throw invalidParameter(
      `Requested ${name} for WarmThroughput for ${of} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
    );
  }
  return { ...now, ...wanted, Status: 'ACTIVE' as const };
}
