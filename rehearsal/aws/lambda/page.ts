import type { JsonObject } from '../door/messages';

/** At most this many entries in an answer (https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html). */
const PAGE = 50;

/** A page of a list, under the name that Lambda gives it. The marker is where the next one starts. */
export function page(name: string, entries: readonly unknown[], query: URLSearchParams): JsonObject {
  const start = Number(query.get('Marker') ?? 0);
  const end = start + Math.min(Number(query.get('MaxItems') ?? PAGE) || PAGE, PAGE);
  return { [name]: entries.slice(start, end), ...(end < entries.length && { NextMarker: String(end) }) };
}
