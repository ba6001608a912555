import { NEXT, plain, readOne } from './written';

const text = JSON.stringify(
  {
    TableName: 'books',
    KeySchema: [{ AttributeName: 'ключ🦊', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'ключ🦊', AttributeType: 'S' }],
  },
  null,
  2,
).replaceAll('\n', '\r\n');
const yaml = 'Resources:\r\n  A:\r\n    Type: AWS::Serverless::SimpleTable\r\n    Properties: { TableName: books }\r\n';

const BOM = '\uFEFF';
const littleEndian = (content: string) => Buffer.from(content, 'utf16le');
const bigEndian = (content: string) => littleEndian(content).swap16();

const encodings: [string, (content: string) => Uint8Array][] = [
  ['UTF-8', (content) => Buffer.from(content)],
  ['UTF-8 with a byte order mark', (content) => Buffer.from(BOM + content)],
  ['UTF-16LE with a byte order mark', (content) => littleEndian(BOM + content)],
  ['UTF-16BE with a byte order mark', (content) => bigEndian(BOM + content)],
  ['UTF-16LE', littleEndian],
  ['UTF-16BE', bigEndian],
];

test.each(encodings)('%s', (_, encode) => {
  expect(readOne(encode(text))).toStrictEqual({
    ...plain,
    shape: 'create-table input',
    table: { name: 'books', key: [{ name: 'ключ🦊', type: 'S' }] },
  });
  expect(readOne(encode(yaml))).toStrictEqual({
    ...plain,
    shape: 'AWS::Serverless::SimpleTable',
    path: 'Resources.A.Properties',
    table: { name: 'books', key: [{ name: 'id', type: 'S' }] },
  });
});

test.each([
  ['Latin-1', Buffer.from('{ "TableName": "bücher" }', 'latin1'), 'It is not UTF-8 text.'],
  ['UTF-16 that is cut off', littleEndian(BOM + text).subarray(0, -1), 'It is not UTF-16LE text.'],
  ['half a surrogate pair', bigEndian('{ "TableName": "\ud83e" }'), 'It is not UTF-16BE text.'],
  ['random bytes', randomBytes(300_000), 'It is not UTF-8 text.'],
  [
    'a zip archive',
    Buffer.from('PK\u0003\u0004tfplan'),
    'It is a zip archive, such as the plan that terraform plan -out writes.',
  ],
])('%s is refused', (_, content, reason) => {
  expect(readOne(content)).toStrictEqual({ ...plain, reason: `${reason} ${NEXT}` });
});

/** The same at each run. */
function randomBytes(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 255);
}
