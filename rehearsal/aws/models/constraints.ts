import { own } from '../../../keys/own';
import type { ServiceModel } from './service-model';
import type { MemberRef, Shape } from './shape';
import { UnreadableRequest } from './unreadable';

/** A value that its member does not take. */
export interface Violation {
  /** In AWS's words: `Value '64' at 'memorySize' failed to satisfy constraint: …`. */
  readonly message: string;
  /** Names from the input to the value, list positions included: `Tags.1.Key`. */
  readonly member: string;
  /** Whether the message is a sentence of the service's own, which stands alone. */
  readonly alone: boolean;
}

/** A value of another type than its member's. @param wanted `Integer`, in Java's words */
export const wrongType = (member: string, value: unknown, wanted: string): UnreadableRequest =>
  new UnreadableRequest(
    `${kindOf(value)} can not be converted to ${/^[aeiou]/i.test(wanted) ? 'an' : 'a'} ${wanted} (${member})`,
  );

/** A pattern of which nobody here knows what it means. */
export class UnreadablePattern extends Error {}

/**
 * Holds a value against its shape.
 *
 * @param value as JSON has it; bytes may be a Uint8Array or base64, a time whatever
 * @throws UnreadableRequest, UnreadablePattern
 */
export function violationsOf(model: ServiceModel, shape: string, value: unknown): Violation[] {
  const violations: Violation[] = [];
  new Walk(model, violations).look({ shape }, value, { names: '', java: '' });
  return violations;
}

/** Where a value stands: as the caller wrote it, and as AWS says it. */
interface Place {
  readonly names: string;
  readonly java: string;
}

const TYPES: Readonly<Record<Exclude<Shape['type'], 'blob' | 'timestamp'>, string>> = {
  structure: 'Structure',
  map: 'Map',
  list: 'List',
  string: 'String',
  character: 'String',
  integer: 'Integer',
  long: 'Long',
  float: 'Float',
  double: 'Double',
  boolean: 'Boolean',
};

class Walk {
  constructor(
    private readonly model: ServiceModel,
    private readonly violations: Violation[],
  ) {}

  look(ref: MemberRef, value: unknown, place: Place): void {
    const shape = this.model.shape(ref.shape);
    if (shape.document || shape.eventstream || ref.jsonvalue) return;
    if (!hasType(shape, value)) {
      throw wrongType(place.names, value, TYPES[shape.type as keyof typeof TYPES]);
    }
    if (shape.type === 'structure') return this.structure(shape, value as Record<string, unknown>, place);
    if (shape.type === 'list') return this.list(shape, value as readonly unknown[], place);
    if (shape.type === 'map') return this.map(shape, value as Record<string, unknown>, place);
    const constraints = this.constraintsOf(shape, value, place);
    if (constraints.length === 0) return;
    if (shape.says !== undefined) this.violations.push({ message: shape.says, member: place.names, alone: true });
    else this.add(value, place, constraints, shape.sensitive);
  }

  private structure(shape: Shape, value: Record<string, unknown>, place: Place): void {
    for (const name of shape.required ?? []) {
      if (isAbsent(own(value, name))) this.add(null, inner(place, name), ['Member must not be null']);
    }
    for (const [name, member] of Object.entries(value)) {
      const ref = own(shape.members, name);
      if (ref && !isAbsent(member)) this.look(ref, member, inner(place, name));
    }
  }

  private list(shape: Shape, value: readonly unknown[], place: Place): void {
    const constraints = lengthConstraints(shape, value.length);
    const ref = shape.member!;
    if (isSimple(this.model.shape(ref.shape))) {
      constraints.push(...this.allOf('Member', ref, value, place));
    } else {
      for (const [at, element] of value.entries()) {
        if (isAbsent(element)) continue;
        const names = `${place.names}.${at + 1}`;
        this.look(ref, element, { names, java: `${place.java}.${at + 1}.member` });
      }
    }
    this.add(value, place, constraints, this.model.shape(ref.shape).sensitive);
  }

  private map(shape: Shape, value: Record<string, unknown>, place: Place): void {
    const constraints = lengthConstraints(shape, Object.keys(value).length);
    constraints.push(...this.allOf('Map keys', shape.key!, Object.keys(value), place));
    const ref = shape.value!;
    if (isSimple(this.model.shape(ref.shape))) {
      constraints.push(...this.allOf('Map value', ref, Object.values(value), place));
    } else {
      for (const [key, element] of Object.entries(value)) {
        if (!isAbsent(element))
          this.look(ref, element, { names: `${place.names}.${key}`, java: `${place.java}.${key}.member` });
      }
    }
    this.add(value, place, constraints, this.model.shape(ref.shape).sensitive);
  }

  /** Of simple values AWS says once, for all of them, what one of them breaks. */
  private allOf(what: string, ref: MemberRef, values: readonly unknown[], place: Place): string[] {
    const shape = this.model.shape(ref.shape);
    for (const value of values) {
      if (isAbsent(value)) continue;
      if (!hasType(shape, value)) throw wrongType(place.names, value, TYPES[shape.type as keyof typeof TYPES]);
      if (this.constraintsOf(shape, value, place).length === 0) continue;
      return [`${what} must satisfy constraint: [${describe(shape).join(', ')}]`];
    }
    return [];
  }

  /** What a simple value breaks. */
  private constraintsOf(shape: Shape, value: unknown, { names }: Place): string[] {
    if (typeof value === 'number' || typeof value === 'bigint') {
      const broken: string[] = [];
      const number = Number(value);
      if (shape.min !== undefined && number < shape.min) broken.push(atLeast('value', shape.min));
      if (shape.max !== undefined && number > shape.max) broken.push(atMost('value', shape.max));
      if (shape.enum && !shape.enum.includes(number)) broken.push(oneOf(shape.enum));
      if (shape.allows && !shape.allows(number)) broken.push(shape.says ?? 'Member must be another value');
      return broken;
    }
    if (shape.type === 'blob') return lengthConstraints(shape, bytesIn(value));
    if (typeof value !== 'string') return [];
    const broken =
      shape.min === undefined && shape.max === undefined ? [] : lengthConstraints(shape, [...value].length);
    if (shape.enum && !shape.enum.includes(value)) broken.push(oneOf(shape.enum));
    if (shape.pattern !== undefined) {
      const pattern = this.model.pattern(shape.pattern);
      if (!pattern) {
        throw new UnreadablePattern(
          `The pattern ${shape.pattern} of ${names} (${this.model.name}) means something else in JavaScript, or nothing. Complete rehearsal/aws/models/pattern.ts.`,
        );
      }
      if (!pattern.test(value)) broken.push(matching(shape.pattern));
    }
    return broken;
  }

  private add(value: unknown, { names, java }: Place, constraints: readonly string[], isSecret = false): void {
    const shown = value === null ? ' null' : isSecret ? '' : ` '${show(value)}'`;
    for (const constraint of constraints) {
      const message = `Value${shown} at '${java}' failed to satisfy constraint: ${constraint}`;
      this.violations.push({ message, member: names, alone: false });
    }
  }
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

const isSimple = ({ type }: Shape): boolean => type !== 'structure' && type !== 'list' && type !== 'map';

/** Java's names of members begin in lower case. */
function inner({ names, java }: Place, name: string): Place {
  const dot = names === '' ? '' : '.';
  return { names: names + dot + name, java: `${java}${dot}${name.charAt(0).toLowerCase()}${name.slice(1)}` };
}

function hasType(shape: Shape, value: unknown): boolean {
  switch (shape.type) {
    case 'structure':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'list':
      return Array.isArray(value);
    case 'integer':
    case 'long':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'float':
    case 'double':
      return (
        typeof value === 'number' ||
        typeof value === 'bigint' ||
        ['NaN', 'Infinity', '-Infinity'].includes(value as string)
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
    case 'character':
      return typeof value === 'string';
    case 'blob':
    case 'timestamp':
      return true;
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'object') return 'START_OBJECT';
  return typeof value === 'string' ? 'STRING_VALUE' : 'NUMBER_VALUE';
}

/** Base64 says how many bytes it stands for. */
function bytesIn(value: unknown): number {
  if (typeof value !== 'string') return value instanceof Uint8Array ? value.length : 0;
  return Math.floor((value.replace(/=+$/, '').length * 3) / 4);
}

function lengthConstraints({ min, max }: Shape, length: number): string[] {
  return [
    ...(min !== undefined && length < min ? [atLeast('length', min)] : []),
    ...(max !== undefined && length > max ? [atMost('length', max)] : []),
  ];
}

/** All that a simple shape asks. */
function describe({ type, min, max, enum: values, pattern }: Shape): string[] {
  const what = ['string', 'character', 'blob'].includes(type) ? 'length' : 'value';
  return [
    ...(max === undefined ? [] : [atMost(what, max)]),
    ...(min === undefined ? [] : [atLeast(what, min)]),
    ...(values ? [oneOf(values)] : []),
    ...(pattern === undefined ? [] : [matching(pattern)]),
  ];
}

const atLeast = (what: string, min: number) => `Member must have ${what} greater than or equal to ${min}`;
const atMost = (what: string, max: number) => `Member must have ${what} less than or equal to ${max}`;
const oneOf = (values: readonly unknown[]) => `Member must satisfy enum value set: [${values.join(', ')}]`;
const matching = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`;

/** As Java prints it. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}=${show(member)}`)
    .join(', ')}}`;
}
