import type { ApiDefinition } from '../../packages/appsync-js/src';
import { type Answer, ask, computing, createTestApi, unit } from './test-api';

/** A pipeline over functions of the NONE data source. */
function pipeline(resolver: string, functions: Record<string, string>): Partial<ApiDefinition> {
  return {
    functions: Object.fromEntries(
      Object.entries(functions).map(([name, code]) => [name, { name, dataSource: 'none', code }]),
    ),
    resolvers: [{ type: 'Query', field: 'value', kind: 'PIPELINE', functions: Object.keys(functions), code: resolver }],
  };
}

async function run(
  definition: Partial<ApiDefinition>,
  query?: string,
  variables?: object,
): Promise<Answer & { value: unknown }> {
  const answer = await ask(createTestApi(definition), query, variables ? { variables } : {});
  const text = answer.data?.['value'];
  return { ...answer, value: typeof text === 'string' ? JSON.parse(text) : text };
}

const note = (name: string) => `ctx.stash.seen = [...(ctx.stash.seen ?? []), '${name}'];`;
const noting = (name: string, request = '', response = '') =>
  unit(
    `${note(`${name} request`)} ${request} return { payload: '${name}' };`,
    `${note(`${name} response`)} ${response} return ctx.result;`,
  );

describe('a pipeline', () => {
  it('runs the resolver before, each function around its data source, and the resolver after', async () => {
    const resolver = unit(`${note('before')} return {};`, `${note('after')} return ctx.stash.seen;`);
    const { value } = await run(pipeline(resolver, { a: noting('a'), b: noting('b') }));
    expect(value).toEqual(['before', 'a request', 'a response', 'b request', 'b response', 'after']);
  });

  it('hands what each step returned to the next one, as ctx.prev.result', async () => {
    const add = (text: string) =>
      unit(
        `return { payload: ctx.prev.result.concat(['${text}']) };`,
        'return ctx.result.concat([ctx.prev.result.length]);',
      );
    const resolver = unit("return ['before'];", "return ctx.prev.result.concat(['after']);");
    expect((await run(pipeline(resolver, { a: add('a'), b: add('b') }))).value).toEqual([
      'before',
      'a',
      1,
      'b',
      3,
      'after',
    ]);
  });

  it('gives each handler its own arguments: only the stash is shared', async () => {
    const resolver = unit(
      'ctx.args.input.text = "changed"; return {};',
      'return [ctx.args.input.text, ctx.arguments.input.text];',
    );
    expect((await run(pipeline(resolver, {}), '{ value(input: "{\\"text\\":\\"sent\\"}") }')).value).toEqual([
      'sent',
      'sent',
    ]);
  });

  describe('runtime.earlyReturn', () => {
    const resolver = unit(`${note('before')} return {};`, `${note('after')} return [ctx.stash.seen, ctx.prev.result];`);
    const early = (name: string, options = '') => noting(name, `runtime.earlyReturn('early'${options});`);

    it.each([
      ['skips the data source and the response handler, and goes on', ''],
      ['goes on when told NEXT', ", { skipTo: 'NEXT' }"],
    ])('%s', async (_, options) => {
      const { value } = await run(pipeline(resolver, { a: early('a', options), b: noting('b') }));
      expect(value).toEqual([['before', 'a request', 'b request', 'b response', 'after'], 'b']);
    });

    it('skips the rest of the pipeline when told END', async () => {
      const { value } = await run(pipeline(resolver, { a: early('a', ", { skipTo: 'END' }"), b: noting('b') }));
      expect(value).toEqual([['before', 'a request', 'after'], 'early']);
    });

    it('in the resolver before skips all functions, and calls the resolver after', async () => {
      const code = unit(
        "ctx.stash.seen = []; runtime.earlyReturn('early');",
        'return [ctx.stash.seen, ctx.prev.result];',
      );
      expect((await run(pipeline(code, { a: noting('a') }))).value).toEqual([[], 'early']);
    });

    it('in a UNIT resolver is the result', async () => {
      const code = unit("runtime.earlyReturn('early');", "return 'late';");
      expect((await run({ resolvers: [computing(code)] })).value).toBe('early');
    });

    it('without a value returns null', async () => {
      expect((await run({ resolvers: [computing(unit('runtime.earlyReturn();', 'return 1;'))] })).value).toBeNull();
    });
  });

  describe('util.error', () => {
    it('ends the pipeline and the field, with type, data and info', async () => {
      const failing = noting('a', "util.error('No.', 'Refused', { a: 1 }, { b: 2 });");
      const { data, errors } = await run(
        pipeline(unit('return {};', "return 'after';"), { a: failing, b: noting('b') }),
      );
      expect(data).toEqual({ value: null });
      expect(errors).toEqual([
        {
          path: ['value'],
          data: { a: 1 },
          errorType: 'Refused',
          errorInfo: { b: 2 },
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'No.',
        },
      ]);
    });

    it('has no type unless one is given', async () => {
      const { errors } = await run({ resolvers: [computing(unit("util.error('No.');", ''))] });
      expect(errors).toMatchObject([{ errorType: null, message: 'No.' }]);
    });
  });

  it('util.appendError adds errors beside the data', async () => {
    const code = unit(
      'return {};',
      "util.appendError('One.', 'Partial', { a: 1 }); util.appendError('Two.'); return [1];",
    );
    const { value, errors } = await run({ resolvers: [computing(code)] });
    expect(value).toEqual([1]);
    expect(errors).toMatchObject([
      { path: ['value'], errorType: 'Partial', data: { a: 1 }, message: 'One.' },
      { path: ['value'], errorType: null, data: null, message: 'Two.' },
    ]);
  });

  it('util.appendError stays when util.error follows', async () => {
    const { errors } = await run({ resolvers: [computing(unit("util.appendError('One.'); util.error('Two.');", ''))] });
    expect(errors!.map(({ message }) => message)).toEqual(['Two.', 'One.']);
  });

  it('util.unauthorized refuses the field', async () => {
    const { errors } = await run({ resolvers: [computing(unit('util.unauthorized();', ''))] });
    expect(errors).toMatchObject([{ errorType: 'Unauthorized', message: 'Not Authorized to access this field.' }]);
  });

  it('keeps the errors of fields that run at once apart', async () => {
    const code = unit('return { payload: ctx.args.input };', 'util.appendError(ctx.result); return ctx.result;');
    const { errors } = await run(
      { resolvers: [computing(code)] },
      '{ a: value(input: "\\"1\\"") b: value(input: "\\"2\\"") }',
    );
    expect(errors!.map(({ path, message }) => [path, message])).toEqual([
      [['a'], '1'],
      [['b'], '2'],
    ]);
  });
});

describe('the context', () => {
  const show = (expression: string) => ({ resolvers: [computing(unit('return {};', `return ${expression};`))] });

  it('names the field, its type, the variables and the selection', async () => {
    const schema = 'type Query { thing(input: AWSJSON): Thing } type Thing { id: ID text: String inner: Thing }';
    const code = unit('return {};', 'return { id: JSON.stringify(ctx.info) };');
    const api = createTestApi({ schema, resolvers: [computing(code, 'Query', 'thing')] });
    const query = `query Q($on: Boolean!) { thing { id ...More other: inner { text @include(if: $on) } ... on Thing { text @skip(if: $on) } } }
      fragment More on Thing { inner { id } }`;
    const { data, errors } = await ask(api, query, { variables: { on: true } });
    expect(errors).toBeUndefined();
    const info = JSON.parse((data!['thing'] as { id: string }).id) as Record<string, unknown>;
    expect(info).toMatchObject({
      fieldName: 'thing',
      parentTypeName: 'Query',
      variables: { on: true },
      selectionSetList: ['id', 'inner', 'inner/id', 'other', 'other/text'],
    });
    expect(info['selectionSetGraphQL']).toMatch(/^\{\n {2}id\n {2}\.\.\.More/);
  });

  it('shows headers, environment and, with an API key, no identity', async () => {
    const api = createTestApi({
      ...show(
        '[ctx.request.headers["x-test"], ctx.env.STAGE, ctx.identity, ctx.request.domainName, ctx.error ?? null]',
      ),
      environment: { STAGE: 'dev' },
    });
    const { data } = await ask(api, undefined, { headers: { 'x-test': 'yes' } });
    expect(JSON.parse(data!['value'] as string)).toEqual(['yes', 'dev', null, null, null]);
  });

  it('shows the parent in ctx.source', async () => {
    const schema = 'type Query { thing: Thing } type Thing { id: ID echo: AWSJSON }';
    const api = createTestApi({
      schema,
      resolvers: [
        computing(unit("return { payload: { id: 't1' } };", 'return ctx.result;'), 'Query', 'thing'),
        computing(unit('return {};', 'return ctx.source;'), 'Thing', 'echo'),
      ],
    });
    expect((await ask(api, '{ thing { id echo } }')).data).toEqual({ thing: { id: 't1', echo: '{"id":"t1"}' } });
  });
});
