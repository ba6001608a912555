import { readFileSync } from 'node:fs';

import { own } from '../../keys/own';
import { messageOf, UserError } from '../../programs/user-error';
import { computedAttributes } from './computed';
import { parseReference, parseTemplate, type Step } from './template';

/** Something in the configuration that the local run cannot take. The message begins with the address. */
export class StackProblem extends Error {}

type Json = Record<string, unknown>;

/** A block of a resource, with its references resolved when a value is read and not before. */
export class Block {
  constructor(
    protected readonly stack: StackFile,
    /** `aws_lambda_function.cache` or `aws_lambda_function.cache.environment` */
    readonly path: string,
    private readonly values: Json,
  ) {}

  /** In which the stack is. */
  get region(): string {
    return this.stack.region;
  }

  has(attribute: string): boolean {
    return (own(this.values, attribute) ?? null) !== null;
  }

  get attributes(): string[] {
    return Object.keys(this.values).filter((attribute) => attribute !== '//' && this.has(attribute));
  }

  value(attribute: string): unknown {
    return this.stack.evaluate(own(this.values, attribute), `${this.path}.${attribute}`);
  }

  string(attribute: string): string {
    const value = this.value(attribute);
    if (typeof value === 'string') return value;
    throw this.mismatch(attribute, value, 'a string');
  }

  optionalString(attribute: string): string | undefined {
    return this.has(attribute) ? this.string(attribute) : undefined;
  }

  optionalNumber(attribute: string): number | undefined {
    if (!this.has(attribute)) return undefined;
    const value = this.value(attribute);
    if (typeof value === 'number') return value;
    throw this.mismatch(attribute, value, 'a number');
  }

  strings(attribute: string): string[] {
    const value = this.value(attribute) ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw this.mismatch(attribute, value, 'a list of strings');
  }

  stringMap(attribute: string): Record<string, string> {
    const value = this.value(attribute) ?? {};
    if (isObject(value) && Object.values(value).every((item) => typeof item === 'string')) {
      return value as Record<string, string>;
    }
    throw this.mismatch(attribute, value, 'a map of strings');
  }

  /** Terraform writes one block as an object or as a list of one. */
  blocks(attribute: string): Block[] {
    const value = own(this.values, attribute);
    const list = value === undefined || value === null ? [] : [value].flat();
    return list.map((item, index) => {
      const path = list.length > 1 ? `${this.path}.${attribute}[${index}]` : `${this.path}.${attribute}`;
      if (!isObject(item)) throw new StackProblem(`${path}: a block is expected, found ${JSON.stringify(item)}`);
      return new Block(this.stack, path, item);
    });
  }

  /** The blocks under this name; none when it is a plain attribute. */
  blocksIfAny(attribute: string): Block[] {
    return [own(this.values, attribute)].flat().every(isObject) ? this.blocks(attribute) : [];
  }

  block(attribute: string): Block | undefined {
    return this.blocks(attribute)[0];
  }

  problem(attribute: string, text: string): StackProblem {
    return new StackProblem(`${this.path}.${attribute}: ${text}`);
  }

  private mismatch(attribute: string, value: unknown, expected: string): StackProblem {
    return this.problem(attribute, `${expected} is expected, found ${JSON.stringify(value)}`);
  }
}

export class Resource extends Block {
  constructor(
    stack: StackFile,
    readonly type: string,
    readonly name: string,
    values: Json,
    address = `${type}.${name}`,
  ) {
    super(stack, address, values);
  }

  get address(): string {
    return this.path;
  }

  /** An attribute that is configured, or one that AWS would make. */
  attribute(name: string, reader: string): unknown {
    if (this.has(name)) return this.value(name);
    const make = own(own(computedAttributes, this.type), name);
    if (make === undefined) {
      throw new StackProblem(`${reader}: the local run makes no value for ${this.address}.${name}`);
    }
    const { account, region } = this.stack;
    const configured = (attribute: string): string => this.string(attribute);
    return make({ account, region, address: this.address, configured });
  }
}

/** A synthesized stack: `cdk.tf.json`. */
export class StackFile {
  readonly account: string;
  readonly region: string;
  readonly resources: Resource[];
  private readonly json: Json;
  private readonly byAddress: Map<string, Resource>;
  private readonly underway = new Set<string>();

  /** @throws UserError when there is no such file, or it is no JSON, or it names no account and region */
  constructor(readonly file: string) {
    this.json = readJson(file);
    this.resources = Object.entries(objectOf(this.json.resource)).flatMap(([type, named]) =>
      Object.entries(objectOf(named)).map(([name, values]) => new Resource(this, type, name, objectOf(values))),
    );
    const existing = Object.entries(objectOf(this.json.data)).flatMap(([type, named]) =>
      Object.entries(objectOf(named)).map(
        ([name, values]) => new Resource(this, type, name, objectOf(values), `data.${type}.${name}`),
      ),
    );
    this.byAddress = new Map([...this.resources, ...existing].map((resource) => [resource.address, resource]));
    const provider = objectOf([objectOf(this.json.provider).aws].flat()[0]);
    const account = [provider.allowed_account_ids].flat()[0];
    if (typeof provider.region !== 'string' || typeof account !== 'string') {
      throw new UserError(`${file}: provider.aws must say region and allowed_account_ids: ARNs are made of them.`);
    }
    this.region = provider.region;
    this.account = account;
  }

  /** Sections of the file, such as `resource`, `data`, `output`. */
  get sections(): Json {
    return this.json;
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Local values of some shape, each as a block. */
  locals(is: (value: Readonly<Record<string, unknown>>) => boolean): Block[] {
    return Object.entries(objectOf(this.json.locals)).flatMap(([name, value]) =>
      isObject(value) && is(value) ? [new Block(this, `local.${name}`, value)] : [],
    );
  }

  /** @param reader address of what is being evaluated, for the message */
  evaluate(value: unknown, reader: string): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.evaluate(item, `${reader}[${index}]`));
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.evaluate(item, `${reader}.${key}`)]),
      );
    }
    if (typeof value !== 'string') return value;
    const parts = parseTemplate(value).map((part) =>
      'text' in part ? part.text : this.resolve(part.expression, reader),
    );
    if (parts.length === 1) return parts[0];
    return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('');
  }

  private resolve(expression: string, reader: string): unknown {
    const steps = parseReference(expression) ?? [];
    const isData = steps[0] === 'data';
    const [type, name, attribute, ...rest] = isData ? steps.slice(1) : steps;
    if (typeof type !== 'string' || typeof name !== 'string' || typeof attribute !== 'string') {
      throw new StackProblem(
        `${reader}: cannot resolve \${${expression}}. The local run resolves references to resources (type.name.attribute) and data sources (data.type.name.attribute) only.`,
      );
    }
    const address = `${isData ? 'data.' : ''}${type}.${name}`;
    const resource = this.byAddress.get(address);
    if (resource === undefined) {
      throw new StackProblem(`${reader}: cannot resolve \${${expression}}: the stack has no ${address}`);
    }
    const reference = `${address}.${attribute}`;
    if (this.underway.has(reference)) throw new StackProblem(`${reader}: \${${expression}} refers to itself`);
    this.underway.add(reference);
    try {
      return rest.reduce(
        (value: unknown, step: Step) => stepInto(value, step, expression, reader),
        resource.attribute(attribute, reader),
      );
    } finally {
      this.underway.delete(reference);
    }
  }
}

function stepInto(value: unknown, step: Step, expression: string, reader: string): unknown {
  const next = Array.isArray(value)
    ? (value as unknown[])[Number(step)]
    : isObject(value)
      ? own(value, String(step))
      : undefined;
  if (next === undefined) throw new StackProblem(`${reader}: cannot resolve \${${expression}}: there is no ${step}`);
  return next;
}

function readJson(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(`There is no synthesized Terraform at ${file}. Run npm run synth.`, { cause });
  }
  try {
    return objectOf(JSON.parse(text));
  } catch (cause) {
    throw new UserError(`${file} is not JSON (${messageOf(cause)}). Run npm run synth.`, { cause });
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
