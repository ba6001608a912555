import { PRICES, type Price } from '../prices';
import type { Machine } from '../results';
import { SLOW } from '../browser';
import { atOnce, beside, browserRows, bundleRow, count, figuresTable, ms, table, tasks, type Row } from '../words';
import { ASSUMED, authorizations, costOf } from './cost';
import type { ConversationFigures } from './conversation';
import type { Counted } from './counted';
import type { BookingFigures } from './figures';

/** Conversations that are paid for. */
const PAID = 1_000;

/** The figures as Markdown, counts before seconds, and what they come to in money. */
export function render({
  machine,
  message,
  conversation,
  slots,
  race,
  widget,
  calendar,
  bundles,
}: Machine & BookingFigures): string {
  const rows: Row[] = [];
  if (conversation) {
    const { messages, whole } = conversation;
    for (const { text, counted } of messages) rows.push([`message "${text}": ${COSTS}`, costs(counted), '']);
    rows.push(
      [`a conversation to the booking, ${messages.length} messages: ${COSTS}`, costs(whole), ''],
      ['letting a key in, once a minute at most', costs(conversation.authorizer), ''],
    );
  }
  if (message) rows.push([`a first message that asks for a day's free times: ${COSTS}`, costs(message.counted), '']);
  if (slots) {
    const { providers, bookings, one, all } = slots;
    const each = all.counted.requests / providers;
    rows.push(
      [`a provider's week of free times: ${COSTS}`, costs(one.counted), 'at most 3 requests'],
      ['… times / bytes of the answer', `${count(one.slots)} / ${count(one.bytes)}`, 'one page'],
      [
        `the week of ${providers} providers with ${bookings} bookings: ${COSTS}`,
        `${costs(all.counted)}; ${each.toFixed(2)} requests a provider`,
        'at most 3 requests a provider',
      ],
      ['… times / bytes of the answer', `${count(all.slots)} / ${count(all.bytes)}`, 'one page'],
    );
  }
  if (race) {
    const { visitors, told, booked, others, requests, readUnits, writeUnits } = race;
    const same = (counts: readonly number[]) => [...new Set(counts)].join(' or ');
    rows.push(
      [
        `${visitors} visitors say yes to one time at once: told that they have it / have it`,
        `${same(told)} / ${same(booked)}, in each of ${told.length} races`,
        '1 / 1',
      ],
      ['… the others are told', others.join(' · '), 'that it is gone'],
      [`… ${COSTS}`, costs({ requests, readUnits, writeUnits }), ''],
    );
  }
  for (const latency of message?.latencies ?? []) {
    rows.push([
      `that message, ${atOnce(latency.readers, 'visitor')}: p50 / p99`,
      beside(latency, 'its requests bare'),
      '',
    ]);
  }
  if (slots) {
    rows.push(
      ["a provider's week: p50 / p99", beside(slots.one.latency, 'its requests bare'), ''],
      [`the week of ${slots.providers} providers: p50 / p99`, beside(slots.all.latency, 'its requests bare'), ''],
    );
  }
  if (race) {
    rows.push([
      `the ${race.visitors - 1} who come too late wait: p50 / p99`,
      beside(race.latency, 'as many bare writes of one item'),
      '',
    ]);
  }
  if (widget) {
    const { bytes, gzipBytes, brotliBytes, requests, opening, message, longTasks } = widget;
    rows.push(
      [
        "the widget's script: bytes / gzip / brotli",
        [bytes, gzipBytes, brotliBytes].map(count).join(' / '),
        'at most 25,600 gzipped',
      ],
      ['… requests to the first answer', String(requests), ''],
      [`… ${SLOW}, from the click to the open chat: p50 / p99`, beside(opening, 'the same query by fetch'), ''],
      [`… ${SLOW}, from Enter to the first answer: p50 / p99`, beside(message, 'the same mutation by fetch'), ''],
      ['… there, tasks of more than 50 ms', tasks(longTasks), ''],
    );
  }
  if (calendar) rows.push(...browserRows("the administrators' page, up to a day of who signs in", calendar));
  rows.push(...(bundles ?? []).map(bundleRow));
  return [figuresTable(machine, 'npm run bench -- booking', rows), ...(conversation ? money(conversation) : [])].join(
    '\n',
  );
}

const COSTS = 'DynamoDB requests / read units / write units';
const costs = ({ requests, readUnits, writeUnits }: Pick<Counted, 'requests' | 'readUnits' | 'writeUnits'>): string =>
  [requests, readUnits, writeUnits].map(short).join(' / ');
const short = (value: number): string => String(Math.round(value * 10) / 10);

function money(conversation: ConversationFigures): string[] {
  const { messages, functions } = conversation;
  const lines = costOf(conversation, PAID);
  const total = lines.reduce((sum, { usd }) => sum + usd, 0);
  const rows = lines.map(({ price, quantity, usd }) => {
    const { unit, usd: asked, per } = PRICES[price];
    return [unit, count(Math.round(quantity)), `$${asked} for ${count(per)}`, dollars(usd)];
  });
  const names = [...new Set<string>(Object.values<Price>(PRICES).map(nameOf))];
  return [
    `${count(PAID)} conversations, from the greeting to the booking, cost ${dollars(total)} in eu-west-1:`,
    '',
    ...table(['what', 'how much', 'price', 'US dollars'], [...rows, ['all', '', '', dollars(total)]]),
    '',
    `A visitor takes ${ASSUMED.secondsPerMessage} seconds a message, so that the authorizer is asked ${authorizations(messages.length)} times. Lambda's time is what this machine took: ${ms(functions.agent?.ms ?? 0)} a message, with the API's part, and ${ms(functions.authorizer?.ms ?? 0)} for letting a key in. Left out: storage, traces, alarms, AppSync's own log, what goes over the network, and the free tier.`,
    '',
    'The prices:',
    '',
    ...names.map((name) => `- ${name}`),
    '',
  ];
}

const dollars = (usd: number): string => `$${usd.toFixed(4)}`;

const nameOf = ({ unit, source, published }: Price): string =>
  published === undefined
    ? `${unit}: [AWS's page](${source}), NOT VERIFIED: no price list of the region was read`
    : `${unit}: [AWS's price list of ${published}](${source})`;
