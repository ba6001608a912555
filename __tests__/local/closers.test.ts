import { Closers } from '../../local/closers';

const resource = (name: string, closed: string[]) => ({ close: () => void closed.push(name) });

it('closes in the opposite order, what is still opening too', async () => {
  const closed: string[] = [];
  const closers = new Closers();
  await closers.add(resource('first', closed));
  void closers.add(
    new Promise<{ close(): void }>((resolve) => setTimeout(() => resolve(resource('second', closed)), 20)),
  );
  await closers.close();
  expect(closed).toEqual(['second', 'first']);
});

it('passes over what could not be opened', async () => {
  const closed: string[] = [];
  const closers = new Closers();
  await closers.add(resource('first', closed));
  await expect(closers.add(Promise.reject(new Error('port in use')))).rejects.toThrow('port in use');
  await closers.close();
  expect(closed).toEqual(['first']);
});

it('closes everything once', async () => {
  const closed: string[] = [];
  const closers = new Closers();
  await closers.add(resource('first', closed));
  await Promise.all([closers.close(), closers.close()]);
  expect(closed).toEqual(['first']);
});
