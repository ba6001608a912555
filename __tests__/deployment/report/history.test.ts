import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHistory } from '../../../deployment/report/history';
import type { Report } from '../../../deployment/report/schema';
import { body, fakeAws, s3Error, type Answers } from '../aws';
import { contextOf, dev, directoryWith, staging } from '../project';
import { idOf, report } from './report';

const ids = (reports: readonly Report[]): string[] => reports.map(({ id }) => id);

describe('in a file system', () => {
  function local() {
    const root = directoryWith();
    const history = openHistory(contextOf({ root, env: {} }, dev()), fakeAws({}).s3);
    return { history, file: (name: string) => join(root, 'deployments', 'dev', name) };
  }

  test('before the first deploy there is none', async () => {
    await expect(local().history.list()).resolves.toEqual([]);
  });

  test('the newest first, and no more than asked for', async () => {
    const { history } = local();
    for (const day of [2, 10, 9]) await history.add(report({ id: idOf(day) }));
    expect(ids(await history.list())).toEqual([idOf(10), idOf(9), idOf(2)]);
    expect(ids(await history.list(2))).toEqual([idOf(10), idOf(9)]);
  });

  test('a damaged record is left out, and so is one of another version', async () => {
    const { history, file } = local();
    await history.add(report());
    writeFileSync(file(`${idOf(3)}.json`), '{"schemaVersion": 1, "kind": "dep');
    writeFileSync(file(`${idOf(4)}.json`), JSON.stringify({ ...report(), schemaVersion: 2 }));
    writeFileSync(file('notes.txt'), 'mine');
    expect(await history.list()).toEqual([report()]);
  });

  test('all of an environment that is gone is removed, and there may be none', async () => {
    const { history, file } = local();
    await history.add(report());
    await history.add(report({ id: idOf(2) }));
    expect(await history.remove()).toBe(2);
    expect(existsSync(file(''))).toBe(false);
    expect(await history.remove()).toBe(0);
  });

  test('a report that is none is not kept', () => {
    expect(() => local().history.add({ ...report(), durationMs: -1 })).toThrow(/durationMs/);
  });
});

describe('in S3', () => {
  const KEY = (day: number) => `trinity/staging/deployments/${idOf(day)}.json`;

  /** A bucket of pages, each of so many keys. */
  function bucket(objects: Record<string, string>, pageSize = 1000): Answers {
    const keys = Object.keys(objects).sort();
    return {
      ListObjectsV2Command: ({ ContinuationToken, Prefix }) => {
        const from = Number(ContinuationToken ?? 0);
        const page = keys.filter((key) => key.startsWith(String(Prefix))).slice(from, from + pageSize);
        const more = from + pageSize < keys.length ? { NextContinuationToken: String(from + pageSize) } : {};
        return { Contents: page.map((Key) => ({ Key })), ...more };
      },
      GetObjectCommand: ({ Key }) => body(objects[String(Key)]!),
    };
  }
  const open = (answers: Answers) => {
    const aws = fakeAws(answers);
    return { aws, history: openHistory(contextOf({ root: '/nowhere', env: {} }, staging()), aws.s3) };
  };

  test('a record lies beside the state, in the bucket of this account only', async () => {
    const { aws, history } = open({ PutObjectCommand: () => ({}) });
    await history.add(report());
    const { Body, ...input } = aws.sent[0]!.input;
    expect(input).toEqual({
      Bucket: 'trinity-states',
      Key: KEY(1),
      ExpectedBucketOwner: '123456789012',
      ContentType: 'application/json',
    });
    expect(JSON.parse(String(Body))).toEqual(report());
  });

  test('the newest first, damaged ones left out', async () => {
    const objects = Object.fromEntries([3, 21, 7].map((day) => [KEY(day), JSON.stringify(report({ id: idOf(day) }))]));
    const { history } = open(bucket({ ...objects, [KEY(22)]: 'damaged', [`${KEY(1)}.tmp`]: '' }));
    expect(ids(await history.list())).toEqual([idOf(21), idOf(7), idOf(3)]);
  });

  test('the newest of more than a page, which S3 lists last', async () => {
    const minute = (index: number) =>
      new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString().replaceAll(':', '-');
    const all = Array.from({ length: 2500 }, (_, index) => minute(index));
    const objects = Object.fromEntries(
      all.map((id) => [`trinity/staging/deployments/${id}.json`, JSON.stringify(report({ id }))]),
    );
    const { aws, history } = open(bucket(objects));
    expect(ids(await history.list(3))).toEqual(all.slice(-3).reverse());
    const count = (name: string) => aws.sent.filter(({ command }) => command === name).length;
    expect([count('ListObjectsV2Command'), count('GetObjectCommand')]).toEqual([3, 3]);
  });

  test('all of every page are removed, and nothing else', async () => {
    const objects = Object.fromEntries([1, 2, 3].map((day) => [KEY(day), '']));
    const { aws, history } = open({ ...bucket({ ...objects, other: '' }, 2), DeleteObjectCommand: () => ({}) });
    expect(await history.remove()).toBe(3);
    const removed = aws.sent.filter(({ command }) => command === 'DeleteObjectCommand').map(({ input }) => input.Key);
    expect(removed).toEqual([KEY(1), KEY(2), KEY(3)]);
  });

  test('what S3 refuses is told', async () => {
    const { history } = open({ ListObjectsV2Command: () => s3Error(403, 'AccessDenied') });
    await expect(history.list()).rejects.toThrow('AccessDenied');
  });
});
