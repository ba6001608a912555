import type { Report } from '../../../deployment/report/schema';

/** `2026-11-01T09-30-00.000Z`: the id of what began on a day of November. */
export const idOf = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T09-30-00.000Z`;

/** A deploy that went well, changed. */
export function report(changes: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    kind: 'deploy',
    id: idOf(1),
    environment: 'staging',
    system: 'room-cache',
    account: '123456789012',
    region: 'eu-west-1',
    by: 'arn:aws:iam::123456789012:user/ana',
    commit: { sha: 'a'.repeat(40), dirty: false },
    startedAt: '2026-11-01T09:30:00.000Z',
    finishedAt: '2026-11-01T09:31:00.000Z',
    durationMs: 60_000,
    steps: [{ name: 'apply', status: 'passed', durationMs: 1234, detail: '1 to change' }],
    resources: {
      ...{ import: 0, move: 0, add: 0, change: 1, replace: 0, destroy: 0, forget: 0, unchanged: 80 },
      changes: [{ action: 'change', address: 'aws_lambda_function.room' }],
    },
    tables: [
      { name: 'trinity-rooms-staging', arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/trinity-rooms-staging' },
      { name: 'films', arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/films', released: true },
    ],
    functions: functions({ cache: '1' }),
    features: [{ name: 'GraphQL introspection', enabled: true }],
    performance: null,
    status: 'SUCCESS',
    reason: null,
    nextSteps: ['bin/trinity status staging says what runs.'],
    ...changes,
  };
}

/** `{ cache: '4' }`: functions that serve these versions. */
export const functions = (versions: Readonly<Record<string, string>>): Report['functions'] =>
  Object.entries(versions).map(([name, version]) => ({
    name,
    functionName: `trinity-${name}-staging`,
    version,
    previousVersion: null,
    codeSha256: 'qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=',
  }));
