import type { Machine, RoomCacheFigures } from '../results';
import { atOnce, beside, browserRows, bundleRow, figuresTable, mib, ms, seconds, type Row } from '../words';

/** The figures as a Markdown table, counts before seconds. */
export function render({
  machine,
  synthesis,
  bundles,
  page,
  units,
  batch,
  burst,
  browser,
  review,
  help,
  deploy,
  import: ofImport,
}: Machine & RoomCacheFigures): string {
  const rows: Row[] = [];
  if (page) {
    rows.push(
      ['a page of 30 films: GraphQL requests', String(page.graphqlRequests), '1'],
      ['… Lambda invocations', String(page.lambdaInvocations), '0'],
      ['… DynamoDB requests', String(page.dynamodbRequests), 'at most 2'],
      [
        `… read units, for ${page.itemBytes.toLocaleString('en')} bytes of items`,
        String(page.readUnits),
        `${page.readUnitsFloor}, the floor that the bytes allow`,
      ],
    );
  }
  for (const { itemBytes, readUnits } of units ?? []) {
    rows.push([`… read units, for films of ${itemBytes.toLocaleString('en')} bytes`, String(readUnits), '']);
  }
  if (batch) {
    const { cold, warm, shared, firstPage } = batch;
    rows.push(
      [
        'a batch of 30 films, nothing cached: upstream round trips',
        `${cold.roundTrips} (${cold.upstreamCalls} calls, for all 10 batches)`,
        'at most 2',
      ],
      ['a further batch: upstream calls', String(warm.upstreamCalls), "none beyond the filter's"],
      [
        '… writes',
        `${warm.itemWrites} items, ${warm.metadataWrites} of metadata; ${warm.writeUnits} write units`,
        'items and metadata only',
      ],
      [
        `${shared.rooms.toLocaleString('en')} rooms with one filter: upstream calls`,
        String(shared.upstreamCalls),
        `${shared.upstreamCallsOfOne}, those of one room`,
      ],
      [
        `createRoom to the first readable page, in upstream round trips (${firstPage.roundTripMs} ms)`,
        `${firstPage.cold.toFixed(1)}; ${firstPage.warm.toFixed(1)} with the filter cached`,
        '2 and 0 are the least possible',
      ],
    );
  }
  if (burst) {
    const { rooms, busyProcesses, answered, refusals, filled, firstMs, lastMs, filledMs } = burst;
    rows.push(
      [
        `${rooms} rooms created at once beside ${busyProcesses} processes that compute all the time: answered`,
        [`${answered}; with films in the end ${filled}`, ...refusals].join('; '),
        'every one',
      ],
      ['… first answer / last answer / last room filled', [firstMs, lastMs, filledMs].map(seconds).join(' / '), ''],
    );
  }
  if (browser) rows.push(...browserRows("the room's page, up to the first film of who was invited", browser));
  const latencies = [
    ...(page?.embedded ?? []).map((latency) => ({ latency, where: 'embedded' })),
    ...(page?.overHttp ?? []).map((latency) => ({ latency, where: 'over HTTP' })),
  ];
  for (const { where, latency } of latencies) {
    const { readers } = latency;
    rows.push([
      `page latency ${where}, ${atOnce(readers, 'reader')}: p50 / p99`,
      beside(latency, 'its two requests bare'),
      readers > 50 ? '' : `ratio at most ${where === 'embedded' ? '1.15' : '1.3'}`,
    ]);
  }
  if (synthesis) {
    const { trinity, awsCdk, wallRatio, memoryRatio } = synthesis;
    rows.push(
      [
        'synthesis of all environments, functions bundled: wall time',
        `${seconds(trinity.wallMs)}; AWS CDK ${seconds(awsCdk.wallMs)}; ratio ${wallRatio.toFixed(2)}`,
        'ratio under 0.25',
      ],
      [
        '… peak memory of the process tree',
        memoryRatio === undefined
          ? 'not measured: no /proc here'
          : `${trinity.peakMiB!.toFixed(0)} MiB; AWS CDK ${awsCdk.peakMiB!.toFixed(0)} MiB; ratio ${memoryRatio.toFixed(2)}`,
        'ratio under 0.33',
      ],
    );
  }
  if (review) {
    const { resourceChanges, planBytes, review: ours, jq, wallRatio } = review;
    const besideJq = jq
      ? `${ms(jq.wallMs)} for jq length; ratio ${wallRatio!.toFixed(2)}`
      : 'jq NOT MEASURED: there is none here';
    rows.push(
      [
        `a plan of ${resourceChanges.toLocaleString('en')} resource changes (${mib(planBytes)}) reviewed: wall time`,
        `${ms(ours.wallMs)}; ${besideJq}`,
        'ratio at most 4',
      ],
      [
        '… peak memory',
        ours.peakMiB === undefined
          ? 'not measured: no /proc here'
          : `${ours.peakMiB.toFixed(0)} MiB${jq?.peakMiB === undefined ? '' : `; jq ${jq.peakMiB.toFixed(0)} MiB`}`,
        '',
      ],
    );
  }
  if (help) {
    rows.push([
      '`trinity --help`: wall time',
      `${ms(help.help.wallMs)}; bare Node ${ms(help.node.wallMs)}`,
      'under 400 ms',
    ]);
  }
  if (deploy) {
    const { commands, unchangedMs, verifyMs, planMs, ratio } = deploy;
    rows.push(
      ['a first deploy: Terraform commands', commands.first.join(', '), 'each has its reason'],
      ['a deploy that changes nothing: Terraform commands', commands.unchanged.join(', '), 'one plan'],
      [
        '… wall time, verification apart',
        `${seconds(unchangedMs)}; bare terraform plan ${seconds(planMs)}; ratio ${ratio.toFixed(2)}; verification ${seconds(verifyMs)}`,
        'ratio at most 1.5',
      ],
    );
  }
  if (ofImport) {
    const { tables, declared, callsPerTable, requests, atATime, inspectionMs, bareMs, ratio } = ofImport;
    const ofAll = (requests['ListTables'] ?? 0) + (requests['GetMetricData'] ?? 0);
    rows.push(
      [
        `${tables} tables inspected, ${declared} of them declared: requests for each`,
        `${callsPerTable.undeclared}; ${callsPerTable.declared} for one that is declared; ${ofAll} for all together`,
        '1 for one that is not declared',
      ],
      [
        `… time, ${atATime} requests at a time`,
        `${seconds(inspectionMs)}; the same requests bare ${seconds(bareMs)}; ratio ${ratio.toFixed(2)}`,
        'ratio at most 1.2',
      ],
    );
  }
  rows.push(...(bundles ?? []).map(bundleRow));
  return figuresTable(machine, 'npm run bench', rows);
}
