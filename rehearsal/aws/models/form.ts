import { own, setOwn } from '../../../keys/own';
import type { ServiceModel } from './service-model';
import type { MemberRef } from './shape';
import { valueOf } from './text-values';

/** How a protocol of forms names things. */
export interface FormNames {
  /** Of a member. */
  readonly of: (name: string, ref: MemberRef) => string;
  /** Whether a list never has `.member` in the names of its elements. */
  readonly alwaysFlat: boolean;
}

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const QUERY: FormNames = { of: (name, { locationName }) => locationName ?? name, alwaysFlat: false };

/** https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html */
export const EC2: FormNames = {
  of: (name, { queryName, locationName }) => queryName ?? upperFirst(locationName ?? name),
  alwaysFlat: true,
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What of `Tags.member.1.Key=a` stands below a part of the name. */
interface Node {
  text: string | undefined;
  readonly children: Record<string, Node>;
}

const newNode = (): Node => ({ text: undefined, children: {} });

export interface Form {
  readonly value: unknown;
  /** Parameters that no member has. */
  readonly unknown: readonly string[];
}

/** The input that a form's parameters stand for. @throws UnreadableRequest */
export function readForm(model: ServiceModel, shape: string, names: FormNames, parameters: URLSearchParams): Form {
  const root = newNode();
  for (const [name, text] of parameters) {
    let node = root;
    for (const part of name.split('.')) {
      let child = own(node.children, part);
      if (!child) setOwn(node.children, part, (child = newNode()));
      node = child;
    }
    node.text = text;
  }
  const { members = {} } = model.shape(shape);
  const known = Object.entries(members).map(([name, ref]) => names.of(name, ref));
  const apart = ['Action', 'Version'];
  return {
    value: new Reader(model, names).structure(shape, root, ''),
    unknown: Object.keys(root.children).filter((name) => !known.includes(name) && !apart.includes(name)),
  };
}

class Reader {
  constructor(
    private readonly model: ServiceModel,
    private readonly names: FormNames,
  ) {}

  structure(shape: string, node: Node, member: string): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const [name, ref] of Object.entries(this.model.shape(shape).members ?? {})) {
      const child = own(node.children, this.nameOf(name, ref));
      if (child) setOwn(value, name, this.read(ref, child, member === '' ? name : `${member}.${name}`));
    }
    return value;
  }

  /** A flat list's name is the one of its elements. */
  private nameOf(name: string, ref: MemberRef): string {
    const list = this.model.shape(ref.shape);
    const isFlat = list.type === 'list' && (list.flattened ?? ref.flattened) === true;
    return this.names.of(
      name,
      isFlat && !this.names.alwaysFlat
        ? { ...ref, locationName: list.member?.locationName ?? ref.locationName ?? name }
        : ref,
    );
  }

  private read(ref: MemberRef, node: Node, member: string): unknown {
    const shape = this.model.shape(ref.shape);
    const isFlat = shape.flattened ?? ref.flattened ?? false;
    if (shape.type === 'structure') return this.structure(ref.shape, node, member);
    if (shape.type === 'list') {
      const wrapper =
        isFlat || this.names.alwaysFlat ? node : own(node.children, shape.member?.locationName ?? 'member');
      return elements(wrapper).map(([at, child]) => this.read(shape.member!, child, `${member}.${at}`));
    }
    if (shape.type === 'map') {
      const value: Record<string, unknown> = {};
      for (const [at, entry] of elements(isFlat ? node : own(node.children, 'entry'))) {
        const key = own(entry.children, shape.key?.locationName ?? 'key')?.text ?? '';
        const child = own(entry.children, shape.value?.locationName ?? 'value');
        if (child) setOwn(value, key, this.read(shape.value!, child, `${member}.${at}`));
      }
      return value;
    }
    return node.text === undefined ? undefined : valueOf(shape, node.text, member);
  }
}

const elements = (node: Node | undefined): [string, Node][] =>
  Object.entries(node?.children ?? {}).filter(([name]) => /^\d+$/.test(name));
