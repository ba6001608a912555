import { parseReference, parseTemplate } from '../../../local/terraform/template';

describe('a template', () => {
  it.each([
    ['plain text', [{ text: 'plain text' }]],
    ['', [{ text: '' }]],
    ['${a.b.c}', [{ expression: 'a.b.c' }]],
    ['x-${ a.b.c }-y', [{ text: 'x-' }, { expression: 'a.b.c' }, { text: '-y' }]],
    ['${a.b.c}${d.e.f}', [{ expression: 'a.b.c' }, { expression: 'd.e.f' }]],
    ['`$${name}` and %%{x}', [{ text: '`${name}` and %{x}' }]],
    ['${f({x = "}"})}!', [{ expression: 'f({x = "}"})' }, { text: '!' }]],
    ['${f("\\"}")}', [{ expression: 'f("\\"}")' }]],
    ['costs $5 and 5%', [{ text: 'costs $5 and 5%' }]],
  ])('%j', (template, parts) => {
    expect(parseTemplate(template)).toEqual(parts);
  });
});

describe('a reference', () => {
  it.each([
    ['aws_dynamodb_table.rooms.name', ['aws_dynamodb_table', 'rooms', 'name']],
    ['aws_x.api.uris["GRAPHQL"]', ['aws_x', 'api', 'uris', 'GRAPHQL']],
    ['aws_x.a-b.list[0].arn', ['aws_x', 'a-b', 'list', 0, 'arn']],
  ])('%s', (expression, steps) => {
    expect(parseReference(expression)).toEqual(steps);
  });

  it.each(['upper(a.b.c)', 'a.b.c + 1', 'a.b.*.c', '"text"', '', 'a ? b : c', 'a.b[c.d]'])(
    'is more than %s',
    (expression) => {
      expect(parseReference(expression)).toBeUndefined();
    },
  );
});
