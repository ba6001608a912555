import { own, setOwn } from '../../../keys/own';
import type { AwsRequest } from '../door/messages';
import type { Operation, ServiceModel } from './service-model';
import type { MemberRef, Shape } from './shape';
import { valueOf } from './text-values';
import { parseXml, type Element } from './xml';
import { UnreadableRequest } from './unreadable';

/**
 * The input of a REST request: of its path, query, headers and body.
 *
 * @param readBody the value of the body for this shape; undefined when there is none
 * @throws UnreadableRequest, and what `readBody` throws
 */
export function readRest(
  model: ServiceModel,
  operation: Operation,
  request: AwsRequest,
  readBody: (shape: string) => unknown,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const name = operation.input?.shape;
  if (name === undefined) return input;
  const shape = model.shape(name);
  const labels = model.labels(operation, request.url.pathname) ?? {};
  for (const [member, ref] of Object.entries(shape.members ?? {})) {
    const value = located(model, member, ref, request, labels);
    if (value !== undefined) setOwn(input, member, value);
  }
  for (const [member, value] of Object.entries(bodyOf(model, name, shape, request, readBody)))
    setOwn(input, member, value);
  return input;
}

function bodyOf(
  model: ServiceModel,
  name: string,
  shape: Shape,
  request: AwsRequest,
  readBody: (shape: string) => unknown,
): Record<string, unknown> {
  const { payload } = shape;
  if (payload === undefined) {
    if (!Object.values(shape.members ?? {}).some(({ location }) => location === undefined)) return {};
    return (readBody(name) ?? {}) as Record<string, unknown>;
  }
  const ref = own(shape.members, payload)!;
  const { type } = model.shape(ref.shape);
  if (type === 'structure') {
    const value = readBody(ref.shape);
    return value === undefined ? {} : { [payload]: value };
  }
  if (ref.streaming || model.shape(ref.shape).streaming) return { [payload]: '' }; // nothing is asked of its bytes
  if (request.body.length === 0) return {};
  return { [payload]: type === 'string' ? request.body.toString('utf8') : request.body };
}

/** A member's value outside of the body. */
function located(
  model: ServiceModel,
  member: string,
  ref: MemberRef,
  { url, headers }: AwsRequest,
  labels: Readonly<Record<string, string>>,
): unknown {
  const { location, locationName = member } = ref;
  const shape = model.shape(ref.shape);
  if (location === 'uri') {
    const text = own(labels, locationName);
    return text === undefined ? undefined : valueOf(shape, text, member);
  }
  if (location === 'querystring') {
    const texts = url.searchParams.getAll(locationName);
    return texts.length === 0 || shape.type === 'map' ? undefined : several(model, shape, texts, member);
  }
  if (location === 'header') {
    const text = own(headers, locationName.toLowerCase());
    if (typeof text !== 'string' || ref.jsonvalue) return undefined;
    return several(model, shape, shape.type === 'list' ? text.split(/\s*,\s*/) : [text], member);
  }
  if (location === 'headers') {
    const prefix = locationName.toLowerCase();
    const named = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
    return Object.fromEntries(named.map(([name, text]) => [name.slice(prefix.length), String(text)]));
  }
  return undefined;
}

function several(model: ServiceModel, shape: Shape, texts: readonly string[], member: string): unknown {
  if (shape.type !== 'list') return valueOf(shape, texts[0]!, member);
  const element = model.shape(shape.member!.shape);
  return texts.map((text) => valueOf(element, text, member));
}

/** The value of an XML body. @throws UnreadableRequest */
export function readXml(model: ServiceModel, shape: string, body: Buffer): unknown {
  if (body.length === 0) return undefined;
  return elementValue(model, { shape }, [parseXml(body.toString('utf8'))], '');
}

function elementValue(model: ServiceModel, ref: MemberRef, found: readonly Element[], member: string): unknown {
  const shape = model.shape(ref.shape);
  const [element] = found;
  if (!element) return undefined;
  const isFlat = shape.flattened ?? ref.flattened ?? false;
  const elements = isFlat ? found : element.children;
  if (shape.type === 'structure') return structureValue(model, shape, element, member);
  if (shape.type === 'list') return elements.map((one) => elementValue(model, shape.member!, [one], member));
  if (shape.type !== 'map') return valueOf(shape, element.text, member);
  const value: Record<string, unknown> = {};
  for (const entry of elements) {
    const child = (name: string) => entry.children.filter((one) => one.name === name);
    const key = child(shape.key?.locationName ?? 'key')[0]?.text ?? '';
    setOwn(value, key, elementValue(model, shape.value!, child(shape.value?.locationName ?? 'value'), member));
  }
  return value;
}

function structureValue(model: ServiceModel, shape: Shape, element: Element, member: string): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [name, ref] of Object.entries(shape.members ?? {})) {
    const of = member === '' ? name : `${member}.${name}`;
    if (ref.xmlAttribute) {
      const { locationName = name } = ref;
      const text = own(element.attributes, locationName.slice(locationName.indexOf(':') + 1));
      if (text !== undefined) setOwn(value, name, text);
      continue;
    }
    const { locationName: tag = name } = ref; // of a flat list, too
    known.add(tag);
    const found = element.children.filter((child) => child.name === tag);
    if (found.length > 0) setOwn(value, name, elementValue(model, ref, found, of));
  }
  const other = element.children.find((child) => !known.has(child.name));
  if (other) throw new UnreadableRequest(`there is no element ${other.name}`);
  return value;
}
