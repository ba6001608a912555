import { ask, createTestApi, unit } from './test-api';

const cases: Record<string, { valid: string[]; invalid: string[] }> = {
  AWSDate: {
    valid: ['"2026-02-28"', '"2024-02-29Z"', '"2026-01-01+07:00"'],
    invalid: ['"2026-02-29"', '"2026-13-01"', '"01.01.2026"', '1'],
  },
  AWSTime: { valid: ['"12:30"', '"12:30:24Z"', '"12:30:24.500+05:30"'], invalid: ['"noon"', '"1:30"', '12'] },
  AWSDateTime: {
    valid: ['"2026-03-01T12:00Z"', '"2026-03-01T12:00:00.000Z"', '"2026-03-01T12:00:00-07:00"'],
    invalid: ['"2026-03-01"', '"2026-03-01T12:00:00"', '"2026-02-30T12:00:00Z"', '1'],
  },
  AWSTimestamp: { valid: ['1772366400', '-1', '0'], invalid: ['1.5', '"1"', 'true'] },
  AWSEmail: { valid: ['"ada@example.com"'], invalid: ['"ada"', '"a b@example.com"', '1'] },
  AWSURL: { valid: ['"https://example.com/a?b"'], invalid: ['"example"', '1'] },
  AWSIPAddress: { valid: ['"10.0.0.1"', '"10.0.0.0/8"', '"::1"'], invalid: ['"10.0.0"', '1'] },
};

describe.each(Object.entries(cases))('%s', (scalar, { valid, invalid }) => {
  const code = unit('return { payload: null };', 'return ctx.args.a;');
  const api = createTestApi({
    schema: `type Query { echo(a: ${scalar}): ${scalar} }`,
    resolvers: [{ type: 'Query', field: 'echo', kind: 'UNIT', dataSource: 'none', code }],
  });

  it.each(valid)('takes and gives %s', async (value) => {
    const expected = { data: { echo: JSON.parse(value) as unknown } };
    expect(await ask(api, `{ echo(a: ${value}) }`)).toEqual(expected);
    expect(
      await ask(api, `query Q($a: ${scalar}) { echo(a: $a) }`, { variables: { a: JSON.parse(value) as unknown } }),
    ).toEqual(expected);
  });

  it.each(invalid)('refuses %s', async (value) => {
    const { errors } = await ask(api, `{ echo(a: ${value}) }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining(`as a valid ${scalar}.`) as string }]);
  });
});
