import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTables } from '../../../import/files';
import { UserError } from '../../../programs/user-error';
import { inFolder, NEXT, plain } from './written';

const table = (name: string) =>
  JSON.stringify({
    TableName: `table-${name}`,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  });
const read = (name: string) => ({
  ...plain,
  shape: 'create-table input',
  table: { name: `table-${name}`, key: [{ name: 'id', type: 'S' }] },
});

test('a folder: the files whose names say that they may describe tables, in order', () => {
  inFolder((folder) => {
    mkdirSync(join(folder, 'deeper.json'));
    writeFileSync(join(folder, 'deeper.json', 'no.json'), table('no'));
    writeFileSync(join(folder, 'c.template'), table('c'));
    writeFileSync(join(folder, 'a.yaml'), table('a'));
    writeFileSync(join(folder, 'b.YML'), table('b'));
    writeFileSync(join(folder, 'broken.json'), '{');
    writeFileSync(join(folder, 'package.json'), '{ "name": "trinity" }');
    writeFileSync(join(folder, 'notes.md'), '# Tables');
    symlinkSync('loop.json', join(folder, 'loop.json'));
    expect(readTables(folder, 'eu-west-1')).toStrictEqual([
      { ...read('a'), file: join(folder, 'a.yaml') },
      { ...read('b'), file: join(folder, 'b.YML') },
      {
        ...plain,
        file: join(folder, 'broken.json'),
        reason: `It is not JSON: Expected property name or '}' at line 1, column 2. ${NEXT}`,
      },
      { ...read('c'), file: join(folder, 'c.template') },
      {
        ...plain,
        file: join(folder, 'loop.json'),
        reason: `It cannot be read: too many symbolic links encountered. ${NEXT}`,
      },
      { ...plain, file: join(folder, 'package.json'), reason: `It describes no DynamoDB table. ${NEXT}` },
    ]);
  });
});

// Reading a pipe waits for somebody to write into it, and no Ctrl-C ends that.
(process.platform === 'win32' ? test.skip : test)('a folder: a pipe is no file', () => {
  inFolder((folder) => {
    writeFileSync(join(folder, 'a.json'), table('a'));
    const pipe = join(folder, 'b.json');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', 'echo > "$0"', pipe]); // so that a reader fails, and does not hang
    expect(readTables(folder, 'eu-west-1')).toStrictEqual([{ ...read('a'), file: join(folder, 'a.json') }]);
    writer.kill();
  });
});

test('a device is not read: it may have no end', () => {
  expect(readTables('/dev/null', 'eu-west-1')).toStrictEqual([
    { ...plain, file: '/dev/null', reason: `It is no file: a device may have no end. ${NEXT}` },
  ]);
});

test('tables of one name: each says where the others are', () => {
  inFolder((folder) => {
    writeFileSync(join(folder, 'a.json'), `[${table('rooms')}, ${table('rooms')}, ${table('votes')}]`);
    writeFileSync(join(folder, 'b.json'), table('rooms'));
    writeFileSync(join(folder, 'c.json'), table('other').replace('"TableName":"table-other",', ''));
    writeFileSync(join(folder, 'd.json'), table('other').replace('"TableName":"table-other",', ''));
    const places = readTables(folder, 'eu-west-1').map(({ alsoAt }) => alsoAt);
    const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')];
    expect(places).toEqual([[`${a}: [1]`, b], [`${a}: [0]`, b], [], [`${a}: [0]`, `${a}: [1]`], [], []]);
  });
});

test('a folder without such files', () => {
  inFolder((folder) => {
    writeFileSync(join(folder, 'notes.md'), '# Tables');
    expect(refusalOf(folder)).toBe(
      `${folder} has no file that ends in .json, .yml, .yaml or .template. Give the folder that has them, or one file.`,
    );
  });
});

test.each([
  ['b.json', 'no such file or directory'],
  ['a.json/b.json', 'not a directory'],
])('a path that leads nowhere: %s', (name, why) => {
  inFolder((folder) => {
    writeFileSync(join(folder, 'a.json'), table('a'));
    const path = join(folder, name);
    expect(refusalOf(path)).toBe(`${path} cannot be read: ${why}. Give a file or a folder that describes tables.`);
  });
});

/** What a person is told when there is nothing to read. */
function refusalOf(path: string): string | undefined {
  try {
    readTables(path, 'eu-west-1');
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
}

test('a file of a folder that cannot be read, whoever asks', () => {
  inFolder((folder) => {
    const file = join(folder, 'a.json');
    symlinkSync(join(folder, 'gone.json'), file);
    expect(readTables(folder, 'eu-west-1')).toStrictEqual([
      { ...plain, file, reason: `It cannot be read: no such file or directory. ${NEXT}` },
    ]);
  });
});
