import { spawnSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import { archive } from '../../build/archive';

const bytes = (text: string) => new TextEncoder().encode(text);

const zip = Buffer.from(archive({ 'b.js': bytes('b'.repeat(500)), 'a.js': bytes('a') }));

test('the files are in it, sorted by name, whatever the order in which they were given', () => {
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(['a.js', 'b.js']);
  expect(Buffer.from(files['b.js']!).toString()).toBe('b'.repeat(500));
  expect(Buffer.from(archive({ 'a.js': bytes('a'), 'b.js': bytes('b'.repeat(500)) }))).toEqual(zip);
});

/** Offsets in an entry of the central directory: PKWARE's APPNOTE, 4.3.12. */
const entry = zip.subarray(zip.indexOf('PK\x01\x02', 0, 'latin1'));

test('every file has the first day of the ZIP calendar', () => {
  const time = entry.readUInt16LE(12);
  const date = entry.readUInt16LE(14);
  expect({ hour: time >> 11, minute: (time >> 5) & 63, second: (time & 31) * 2 }).toEqual({
    hour: 12,
    minute: 0,
    second: 0,
  });
  expect({ year: (date >> 9) + 1980, month: (date >> 5) & 15, day: date & 31 }).toEqual({
    year: 1980,
    month: 1,
    day: 1,
  });
});

test('everybody may read every file, as Lambda has to', () => {
  const UNIX = 3;
  expect(entry.readUInt8(5)).toBe(UNIX);
  expect((entry.readUInt32LE(38) >>> 16) & 0o777).toBe(0o644);
});

test.each(['Pacific/Kiritimati', 'America/St_Johns', 'Pacific/Pago_Pago'])('the bytes are the same in %s', (TZ) => {
  const program = `
    const { archive } = require('./build/archive');
    process.stdout.write(Buffer.from(archive({ 'b.js': Buffer.from('b'.repeat(500)), 'a.js': Buffer.from('a') })).toString('hex'));`;
  const { stdout } = spawnSync(process.execPath, ['--require', './bin/run.cjs', '-e', program], {
    env: { ...process.env, TZ },
    encoding: 'utf8',
  });
  expect(stdout).toBe(zip.toString('hex'));
});
