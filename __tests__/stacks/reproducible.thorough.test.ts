import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NAMES } from '../../environments/names';
import { copyProject, filesIn, synth } from './project-copy';

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true })));

test('the same source gives the same bytes: twice, on another path, in another output directory', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'trinity-out-'));
  const checkout = copyProject();
  const another = copyProject(checkout);
  made.push(outdir, checkout, another);

  synth(checkout, outdir);
  const first = filesIn(outdir);
  expect(Object.keys(first)).toEqual(
    expect.arrayContaining(['functions/cache.zip', ...NAMES.map((name) => `stacks/${name}/cdk.tf.json`)]),
  );
  synth(checkout, outdir);
  expect(filesIn(outdir)).toEqual(first);

  synth(another);
  expect(filesIn(join(another, 'cdktf.out'))).toEqual(first);

  for (const [file, bytes] of Object.entries(first).filter(([name]) => name.endsWith('.json'))) {
    const text = Buffer.from(bytes, 'hex').toString('utf8');
    for (const path of [outdir, checkout, another, process.cwd(), tmpdir()])
      expect([file, text.includes(path)]).toEqual([file, false]);
  }
});
