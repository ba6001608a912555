import fc from 'fast-check';
import { literal } from '../../stacks/template';

/** Reads a template as Terraform does, refusing an expression: `$${` and `%%{` stand for `${` and `%{`. */
function read(template: string): string {
  return template.replace(/([$%]?)([$%])\{/g, (opening, escape: string, sign: string) => {
    if (escape !== sign) throw new Error(`${opening} begins an expression`);
    return `${sign}{`;
  });
}

const texts = fc.string({ unit: fc.constantFrom('$', '%', '{', '}', '`', '\\', 'x', ' ') });

test('whatever text goes in, Terraform reads the same text', () => {
  fc.assert(
    fc.property(texts, (text) => read(literal(text)) === text),
    { numRuns: 1000 },
  );
});

test('text without an opening stays as it is', () => {
  expect(literal('const price = `$5`;')).toBe('const price = `$5`;');
});
