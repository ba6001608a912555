import { readAttributes } from '../../widget/booking/chat/attributes';

const key = `bk_${'a'.repeat(32)}`;
const endpoint = 'https://api.example/graphql';

it('takes key and endpoint, and has a place and a colour of its own', () => {
  expect(readAttributes({ key, endpoint })).toEqual({
    settings: { key, endpoint, language: undefined, side: 'right', accent: '#0b6e4f' },
    problems: [],
  });
});

it('takes language, position and accent', () => {
  const { settings } = readAttributes({ key, endpoint, language: 'pt-BR', position: 'left', accent: '#ABCDEF' });
  expect(settings).toMatchObject({ language: 'pt', side: 'left', accent: '#ABCDEF' });
});

it.each([
  [
    {},
    ['data-key is missing. Write data-key="bk_…"', 'data-endpoint is missing. Write data-endpoint="https://…/graphql"'],
  ],
  [{ key: '', endpoint }, ['data-key is missing']],
  [{ key: `${key}b`, endpoint }, ['data-key is no key of a widget. Write data-key="bk_…"']],
  [{ key, endpoint: '/graphql' }, ['data-endpoint is "/graphql". Write data-endpoint="https://…/graphql"']],
  [{ key, endpoint: 'http://api.example/graphql' }, ['data-endpoint is "http://api.example/graphql"']],
  [{ key, endpoint: 'https://user:word@api.example/graphql' }, ['data-endpoint is ']],
])('has no chat with %j, and says what to write', (data, problems) => {
  const read = readAttributes(data);
  expect(read.settings).toBeUndefined();
  expect(read.problems).toEqual(problems.map((problem) => expect.stringContaining(problem) as string));
});

it('shows no key, not even a wrong one', () => {
  const secret = 'a-secret-of-somebody';
  expect(readAttributes({ key: secret, endpoint }).problems.join()).not.toContain(secret);
});

it.each(['http://localhost:4000/graphql', 'http://127.0.0.1:4000/graphql'])(
  'takes %s: it stays on this machine',
  (here) => {
    expect(readAttributes({ key, endpoint: here }).settings?.endpoint).toBe(here);
  },
);

it('leaves out what may be left out, when it is wrong, and says what is allowed', () => {
  const { settings, problems } = readAttributes({ key, endpoint, language: 'fr', position: 'top', accent: 'red' });
  expect(settings).toMatchObject({ language: undefined, side: 'right', accent: '#0b6e4f' });
  expect(problems).toEqual([
    'data-language is "fr". Allowed: es, en, pt. Without it, the language of the page counts.',
    'data-position is "top". Allowed: left, right. The button stays at the right.',
    'data-accent is "red". Write a colour as #0b6e4f. The chat has this one.',
  ]);
});
