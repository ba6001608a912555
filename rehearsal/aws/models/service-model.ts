import { own } from '../../../keys/own';
import { amend } from './amendments';
import { javaPattern } from './pattern';
import type { MemberRef, Shape } from './shape';
import { UnreadableRequest } from './unreadable';

export interface Operation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input?: { readonly shape: string };
  readonly errors?: readonly { readonly shape: string }[];
}

/** A file `service-2.json` of botocore, as far as it is read. */
export interface ServiceFile {
  readonly metadata: { readonly protocol: string };
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** A service of AWS: what each operation takes. */
export class ServiceModel {
  /** botocore's first of those that the service speaks. */
  readonly protocol: string;
  /** Whether JSON has other names for some members than the model. */
  readonly renames: boolean;
  private readonly shapes: Readonly<Record<string, Shape>>;
  private readonly operations: Readonly<Record<string, Operation>>;
  private readonly patterns = new Map<string, RegExp | undefined>();
  private readonly templates = new Map<Operation, RegExp>();

  /** @param name botocore's: `lambda`, `cloudwatch` */
  constructor(
    readonly name: string,
    file: ServiceFile,
  ) {
    this.protocol = file.metadata.protocol;
    this.operations = file.operations;
    this.shapes = amend(name, file.shapes);
    this.renames = Object.values(file.shapes).some(({ members = {} }) =>
      Object.entries(members).some(([member, ref]) => isRenamed(member, ref)),
    );
  }

  operationNames(): string[] {
    return Object.keys(this.operations);
  }

  shapeNames(): string[] {
    return Object.keys(this.shapes);
  }

  /** @param name of an operation, or for a REST request that has none, method and path. @returns undefined: there is none */
  operation(name: string): Operation | undefined {
    const known = own(this.operations, name);
    if (known || !name.includes(' ')) return known;
    const [method, path = ''] = name.split(' ');
    return Object.values(this.operations).find(
      (one) => one.http.method === method && !one.http.requestUri.includes('?') && this.template(one).test(path),
    );
  }

  /**
   * What stands in the place of each `{Label}` of the operation's path, unescaped; undefined when it is another path.
   *
   * @throws UnreadableRequest
   */
  labels(operation: Operation, path: string): Readonly<Record<string, string>> | undefined {
    const found = this.template(operation).exec(path);
    if (!found) return undefined;
    try {
      const labels = Object.entries(found.groups ?? {});
      return Object.fromEntries(labels.map(([name, text]) => [name, decodeURIComponent(text)]));
    } catch {
      throw new UnreadableRequest(`${path} is no path`);
    }
  }

  private template(operation: Operation): RegExp {
    let template = this.templates.get(operation);
    if (!template) this.templates.set(operation, (template = templateOf(operation.http.requestUri)));
    return template;
  }

  /** @throws Error when the model has no such shape */
  shape(name: string): Shape {
    const shape = own(this.shapes, name);
    if (!shape) throw new Error(`The model of ${this.name} has no shape ${name}`);
    return shape;
  }

  /** @returns undefined for a pattern that JavaScript cannot say. */
  pattern(text: string): RegExp | undefined {
    if (!this.patterns.has(text)) this.patterns.set(text, javaPattern(text));
    return this.patterns.get(text);
  }
}

const isRenamed = (name: string, { location, locationName = name }: MemberRef): boolean =>
  location === undefined && locationName !== name;

/** `/{Bucket}/{Key+}`: the one that is marked goes on to the end. A slash at the end counts for nothing. */
function templateOf(requestUri: string): RegExp {
  const [path = ''] = requestUri.split('?');
  const parts = path.replace(/\/$/, '').split(/(\{[^}]+\})/);
  const source = parts.map((part) => {
    const label = /^\{(\w+)(\+?)\}$/.exec(part);
    return label ? `(?<${label[1]}>${label[2] ? '.+' : '[^/]+'})` : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}/?$`);
}
