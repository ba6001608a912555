import fc from 'fast-check';
import { ConfigurationError, loadEnvironments } from '../../environments';
import { orInherited } from '../support/inherited-names';
import { change, FILES, problemsIn, problemsOf } from './change';

const RUNS = { numRuns: 300 };

type File = keyof typeof FILES;

/** Every value in an environment that holds no others, as the keys that lead to it. */
function leaves(value: unknown, keys: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [keys];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...keys, key]));
}

const leaf = fc
  .constantFrom(...(Object.keys(FILES) as File[]))
  .chain((file) => fc.record({ file: fc.constant(file), keys: fc.constantFrom(...leaves(FILES[file])) }));

const valueAt = (file: File, keys: string[]) =>
  keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], FILES[file]);

const ofAnyType = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt(),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.dictionary(orInherited(fc.string()), fc.integer(), { maxKeys: 2 }),
  fc.func(fc.integer()),
);

/** As the report writes it: a number is an index. */
const written = (keys: string[]) =>
  keys.reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : path ? `${path}.${key}` : key), '');

test('a leaf of another type is reported, at its path, with its value, and nothing else is', () => {
  fc.assert(
    fc.property(leaf, ofAnyType, ({ file, keys }, value) => {
      fc.pre(typeof value !== typeof valueAt(file, keys));
      const problems = problemsIn(file, { [keys.join('.')]: value });
      expect(problems).toEqual([{ file, path: written(keys), value, allowed: expect.stringMatching(/\S/) as string }]);
    }),
    RUNS,
  );
});

/** Leaving these out is a choice, or leaves something right. */
const optional = /RequestUnits$|Concurrency$|^copies$|^tags\.|notify\.\d+$|languages\.\d+$/;

test('a leaf that is missing is reported, at its path', () => {
  fc.assert(
    fc.property(leaf, ({ file, keys }) => {
      const path = keys.join('.');
      fc.pre(!optional.test(path));
      const problems = problemsIn(file, { [path]: undefined });
      expect(problems).toEqual([
        { file, path: written(keys), value: undefined, allowed: expect.stringMatching(/\S/) as string },
      ]);
    }),
    RUNS,
  );
});

test('a key that nobody knows is reported, wherever it stands', () => {
  fc.assert(
    fc.property(leaf, fc.stringMatching(/^[a-z]{3,12}Xyz$/), ({ file, keys }, key) => {
      const parts = keys.slice(0, -1).filter((part) => !/^(tags|notify|languages)$/.test(part));
      const path = [...parts, key].join('.');
      expect(problemsIn(file, { [path]: 1 })).toEqual([
        { file, path, value: 1, allowed: expect.stringMatching(/^no key of this name/) as string },
      ]);
    }),
    RUNS,
  );
});

test('two wrong leaves are both reported', () => {
  fc.assert(
    fc.property(leaf, leaf, (one, other) => {
      const changes = [one, other].map(({ file, keys }) => ({ file, path: keys.join('.'), written: written(keys) }));
      const files: Record<string, unknown> = { ...FILES };
      for (const { file, path } of changes) files[file] = change(files[file], { [path]: null });
      const reported = problemsOf(files).map(({ file, path }) => `${file} ${path}`);
      for (const { file, path, written: at } of changes) {
        const unread = changes.some((that) => that.file === file && that.path !== path && hides(that.path, path));
        if (!unread) expect(reported).toContain(`${file} ${at}`);
      }
    }),
    RUNS,
  );
});

/** Of a union whose discriminator is wrong, nothing else can be judged. */
function hides(wrong: string, path: string): boolean {
  const union = /^(.*)\.(mode|enabled|backend)$/.exec(wrong)?.[1];
  return union !== undefined && path.startsWith(`${union}.`);
}

test('whatever stands in a file, the loader takes it or throws a ConfigurationError', () => {
  fc.assert(
    fc.property(leaf, fc.anything(), fc.nat(4), ({ file, keys }, value, depth) => {
      const path = keys.slice(0, depth).join('.');
      const files = { ...FILES, [file]: path ? change(FILES[file], { [path]: value }) : value };
      try {
        expect(loadEnvironments(files)).toHaveLength(3);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigurationError);
        expect((error as ConfigurationError).message).toContain(file);
      }
    }),
    { numRuns: 1000 },
  );
});
