import { createStore, type Texts } from '../../widget/booking/chat/store';

class Memory implements Texts {
  readonly texts = new Map<string, string>();
  getItem = (name: string): string | null => this.texts.get(name) ?? null;
  setItem(name: string, text: string): void {
    this.texts.set(name, text);
  }
}

const ids = () => {
  let last = 0;
  return () => `conversation-id-${(last += 1)}`;
};

it('makes a conversation at first, and is told of the same in each tab', () => {
  const memory = new Memory();
  const [one, other] = [createStore('a', () => memory, ids()), createStore('a', () => memory, ids())];
  expect(one.read()).toEqual({ id: 'conversation-id-2', revision: 0 });
  expect(other.read()).toEqual(one.read());
  other.write({ id: 'conversation-id-9', revision: 3, unsent: { text: 'sí', seen: 3, isTried: true } });
  expect(one.read()).toEqual({ id: 'conversation-id-9', revision: 3, unsent: { text: 'sí', seen: 3, isTried: true } });
});

it('keeps one for each key', () => {
  const memory = new Memory();
  const id = ids();
  expect(createStore('a', () => memory, id).read().id).not.toBe(createStore('b', () => memory, id).read().id);
});

it.each([
  '',
  'no JSON',
  'null',
  '[]',
  '{"id":1,"revision":2}',
  '{"id":"short","revision":2}',
  '{"id":"conversation-id-7","revision":"2"}',
])('begins anew where something else stands: %s', (text) => {
  const memory = new Memory();
  memory.setItem('a', text);
  expect(createStore('a', () => memory, ids()).read()).toMatchObject({ revision: 0 });
});

it('takes an unsent message only as a whole', () => {
  const memory = new Memory();
  memory.setItem('a', '{"id":"conversation-id-7","revision":2,"unsent":{"text":5}}');
  expect(createStore('a', () => memory, ids()).read()).toEqual({ id: 'conversation-id-7', revision: 2 });
});

it.each([
  [
    'is not allowed',
    () => {
      throw new Error('SecurityError');
    },
  ],
  [
    'is full',
    () =>
      Object.assign(new Memory(), {
        setItem: () => {
          throw new Error('QuotaExceededError');
        },
      }),
  ],
])('lasts until the page is left where storage %s', (_, storage: () => Texts) => {
  const store = createStore('a', storage, ids());
  const { id } = store.read();
  expect(store.read().id).toBe(id);
  store.write({ id, revision: 4 });
  expect(store.read()).toEqual({ id, revision: 4 });
});
