import { METRICS, type MetricName } from '../../../functions/room-cache/shared/metrics';
import { createObservability, type ObservabilityProps } from '../../../functions/shared/observability';

/** What goes to standard output and standard error, line by line: Lambda hands both to CloudWatch. */
function capture(run: (props: ObservabilityProps<MetricName>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const keep = (text: string | Uint8Array) => lines.push(...String(text).trim().split('\n')) > 0;
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(keep));
  try {
    run({ functionName: 'cache', environment: 'dev', logLevel: 'INFO', units: METRICS });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a log line is JSON with its level, its details and the correlation id', () => {
  const lines = capture((props) => {
    const { log, correlate } = createObservability(props);
    correlate('c-1');
    log.info('Fill ended', { roomId: 'room-1' });
  });
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'INFO',
      message: 'Fill ended',
      service: 'trinity-cache',
      correlation_id: 'c-1',
      roomId: 'room-1',
    }),
  ]);
});

test('metrics are one line in embedded format, by environment and function and nothing else', () => {
  const [line] = capture((props) => {
    const { metrics, flush } = createObservability(props);
    metrics.count('CacheHit');
    metrics.count('CacheHit');
    metrics.record('FillDuration', 120);
    metrics.record('FillSize', 30);
    flush();
  });
  expect(line).toMatchObject({
    Environment: 'dev',
    Function: 'cache',
    CacheHit: [1, 1],
    FillDuration: 120,
    FillSize: 30,
  });
  expect(line?._aws).toMatchObject({
    CloudWatchMetrics: [
      {
        Namespace: 'Trinity/Application',
        Dimensions: [['Environment', 'Function']],
        Metrics: [
          { Name: 'CacheHit', Unit: 'Count' },
          { Name: 'FillDuration', Unit: 'Milliseconds' },
          { Name: 'FillSize', Unit: 'Count' },
        ],
      },
    ],
  });
});

test('every invocation writes its own metrics, with the same dimensions, and none when there are none', () => {
  const lines = capture((props) => {
    const { metrics, flush } = createObservability(props);
    metrics.count('CacheMiss');
    flush();
    flush();
    metrics.count('TmdbFailure');
    flush();
  });
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatchObject({ Environment: 'dev', Function: 'cache', TmdbFailure: 1 });
  expect(lines[1]).not.toHaveProperty('CacheMiss');
});

test('what is below the log level is not written', () => {
  const lines = capture((props) => {
    const { log } = createObservability({ ...props, logLevel: 'ERROR' });
    log.info('quiet');
    log.error('loud');
  });
  expect(lines.map(({ message }) => message)).toEqual(['loud']);
});
