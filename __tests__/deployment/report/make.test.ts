import { reportOf, type Occasion } from '../../../deployment/report/make';
import { reportSchema } from '../../../deployment/report/schema';
import { dev } from '../project';
import { functions } from './report';

const occasion: Occasion = {
  kind: 'deploy',
  context: { environment: dev(), system: 'room-cache' },
  commit: null,
  started: new Date('2026-11-01T09:30:00.000Z'),
  finished: new Date('2026-11-01T09:31:00.000Z'),
};

const end = { status: 'SUCCESS' as const, reason: null, nextSteps: [] };

test('of steps that came to nothing yet, little is known', () => {
  const made = reportOf(occasion, { steps: [], known: {} }, end);
  expect(reportSchema.parse(made)).toEqual(made);
  expect(made).toMatchObject({
    ...{ id: '2026-11-01T09-30-00.000Z', durationMs: 60_000, environment: 'dev', by: null, resources: null },
    ...{ tables: [], functions: [], performance: null },
  });
});

test('a function has the version that served before; a new one has none', () => {
  const [cache, room] = functions({ cache: '4', room: '1' });
  const known = { by: 'ana', before: functions({ cache: '3' }), live: [cache!, room!] };
  const made = reportOf(occasion, { steps: [], known }, end);
  expect(made.functions.map(({ name, version, previousVersion }) => [name, version, previousVersion])).toEqual([
    ['cache', '4', '3'],
    ['room', '1', null],
  ]);
  expect(made.by).toBe('ana');
});

test('it takes no time less than none, though the clock is set back', () => {
  const finished = new Date('2026-11-01T09:29:59.000Z');
  expect(reportOf({ ...occasion, finished }, { steps: [], known: {} }, end).durationMs).toBe(0);
});
