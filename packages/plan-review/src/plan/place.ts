import type { Path } from './model';

/** Names that a provider's schema gives to the keys of an object. Of any other object, keys are data. */
interface Schema {
  /** How such a name looks. */
  readonly looks: RegExp;
  /** Before the names, as `configured` has them: `rule[].` */
  readonly prefix: string;
  readonly configured: ReadonlySet<string> | undefined;
}

interface Step {
  readonly step: string | number;
  /** A key that is data, the name of a list's element, which is data too, or what nobody can have chosen. */
  readonly is: 'key' | 'element' | 'schema';
}

/** Where a value stands, and what is known of the keys of what stands there. */
export interface Place {
  readonly steps: readonly Step[];
  /** Of an object. */
  readonly keys?: Schema | undefined;
  /** Of the objects in a list. */
  readonly elements?: Schema | undefined;
}

/** All keys are data: an output, a message, JSON within a text. */
export const DATA: Place = { steps: [] };

/** An object's attributes. @param configured of `ResourceChange` */
export const attributesOf = (configured?: ReadonlySet<string>): Place => ({
  steps: [],
  keys: { looks: IDENTIFIER, prefix: '', configured },
});

/** The same place, from which on all keys are data. */
export const asData = ({ steps }: Place): Place => ({ steps });

export const keyIn = ({ steps, keys }: Place, key: string): Place => ({
  steps: [...steps, { step: key, is: isSchemas(keys, key) ? 'schema' : 'key' }],
  elements: keys && blockIn(keys, key),
});

/** @param step a place in a list, or, in brackets, the name of the element: `[AllowRead]` */
export const elementIn = ({ steps, elements }: Place, step: string | number): Place => ({
  steps: [...steps, { step, is: typeof step === 'number' ? 'schema' : 'element' }],
  keys: elements,
});

/** Where a path of Terraform's leads to, such as one that forces a replacement. */
export const placeAt = (path: Path, configured?: ReadonlySet<string>): Place =>
  path.reduce<Place>(
    (place, step) => (typeof step === 'number' ? elementIn(place, step) : keyIn(place, step)),
    attributesOf(configured),
  );

export const isSchemas = (keys: Schema | undefined, key: string): boolean => keys?.looks.test(key) === true;

/**
 * What stands in a list right within attributes is a block, unless the configuration gives it as a value. Nothing tells
 * where it gives none: then it is computed, dynamic, or gone.
 */
function blockIn({ prefix, configured }: Schema, name: string): Schema | undefined {
  const path = prefix + name;
  if (configured?.has(path) && !configured.has(`${path}[]`)) return undefined;
  return { looks: ARGUMENT, prefix: `${path}[].`, configured };
}

const IDENTIFIER = /^[\p{L}\p{N}_-]+$/u;
/** As providers name the arguments of a block. */
const ARGUMENT = /^[a-z]+(?:_[a-z0-9]+)*$/;
