import { writeIn, NotWrittenOut } from '../../../import/write/edit';

const ROOMS = { name: 'rooms-v2' };
const ADOPT = 'adopt: {"name":"rooms-v2"}';
const only = new Map([['rooms', { adopt: ROOMS }]]);

/** A file, and what is made of it. The rest of a file stays as it is. */
const file = (rooms: string, before = '') =>
  `import { base } from './base';\n${before}\n// ours\nexport const dev: Environment = {\n  ...base, // all of it\n  systems: {\n    roomCache: {\n      ...roomCache,\n      tables: {\n        ${rooms}\n        votes: disposable,\n      },\n    },\n  },\n};\n`;

test.each([
  ['a constant', 'rooms: disposable,', `rooms: { ...disposable, ${ADOPT} },`],
  ['a call', 'rooms: small("rooms", 5), // why', `rooms: { ...small("rooms", 5), ${ADOPT} }, // why`],
  ['a choice', 'rooms: big ? large : small,', `rooms: { ...big ? large : small, ${ADOPT} },`],
  ['a shorthand property', 'rooms,', `rooms: { ...rooms, ${ADOPT} },`],
  ['an object', 'rooms: { ...disposable },', `rooms: { ...disposable, ${ADOPT} },`],
  ['an object with a comma at its end', 'rooms: { billing, },', `rooms: { billing, ${ADOPT} },`],
  ['an empty object', 'rooms: {},', `rooms: { ${ADOPT}},`],
  ['an object with a comment at its end', 'rooms: { billing /* dear */ },', `rooms: { billing, ${ADOPT} /* dear */ },`],
  ['a quoted key', "'rooms': disposable,", `'rooms': { ...disposable, ${ADOPT} },`],
  [
    'an object of a stated type',
    'rooms: { billing } satisfies TableConfig,',
    `rooms: { billing, ${ADOPT} } satisfies TableConfig,`,
  ],
  [
    'a constant in parentheses',
    'rooms: (disposable as TableConfig),',
    `rooms: { ...(disposable as TableConfig), ${ADOPT} },`,
  ],
  ['one that is adopted', 'rooms: { billing, adopt: mine },', 'rooms: { billing, adopt: mine },'],
])('%s', (_, before, after) => {
  expect(writeIn(file(before), 'dev', only)).toBe(file(after));
});

test('one that is adopted is released as it stands', () => {
  const released = new Map([['rooms', { released: true as const }]]);
  expect(writeIn(file('rooms: { billing, adopt: mine },'), 'dev', released)).toBe(
    file('rooms: { billing, adopt: mine, released: true },'),
  );
});

test('several at once, in whatever order', () => {
  const adoptions = new Map([
    ['votes', { adopt: { name: 'old-votes' } }],
    ['rooms', { adopt: ROOMS }],
  ]);
  expect(writeIn(file('rooms,'), 'dev', adoptions)).toBe(
    file(`rooms: { ...rooms, ${ADOPT} },`).replace(
      'votes: disposable',
      'votes: { ...disposable, adopt: {"name":"old-votes"} }',
    ),
  );
});

test('a file is edited as it stands: line ends, a byte order mark, an object of a stated type', () => {
  const windows = `\uFEFF${file('rooms,').replaceAll('\n', '\r\n').replace('};\r\n', '} satisfies Environment;\r\n')}`;
  const edited = writeIn(windows, 'dev', only);
  expect(edited).toBe(windows.replace('rooms,', `rooms: { ...rooms, ${ADOPT} },`));
});

const inRoomCache = (text: string): string => `export const dev = { systems: { roomCache: { ${text} } } };`;

test.each([
  [
    'no such export',
    'export const prod = { systems: { roomCache: { tables: { rooms } } } };',
    'it exports no object literal called dev',
  ],
  ['made by a function', 'export const dev = make();', 'it exports no object literal called dev'],
  ['systems from elsewhere', 'export const dev = { ...base };', 'dev has no systems: {…} of its own'],
  ['a system from elsewhere', 'export const dev = { systems };', 'dev has no systems: {…} of its own'],
  [
    'tables from elsewhere',
    'export const dev = { systems: { roomCache: { ...small } } };',
    'dev.systems.roomCache has no tables: {…} of its own',
  ],
  ['tables of a constant', inRoomCache('tables: all'), 'dev.systems.roomCache has no tables: {…} of its own'],
  [
    'systems that may be overruled',
    'export const dev = { systems: { roomCache: { tables: { rooms } } }, ...later };',
    'what dev spreads after its systems may overrule them',
  ],
  [
    'a system that may be overruled',
    'export const dev = { systems: { roomCache: { tables: { rooms } }, ...later } };',
    'what dev.systems spreads after its roomCache may overrule them',
  ],
  [
    'tables that may be overruled',
    inRoomCache('tables: { rooms }, ...later'),
    'what dev.systems.roomCache spreads after its tables may overrule them',
  ],
  [
    'a table that may be overruled',
    inRoomCache('tables: { rooms, ...later }'),
    'what its tables spread after rooms may overrule it',
  ],
  ['a table from elsewhere', inRoomCache('tables: { ...all }'), 'its tables have no rooms of their own'],
  ['a table that is a method', inRoomCache('tables: { rooms() {} }'), 'its tables have no rooms of their own'],
])('%s is not guessed at', (_, text, message) => {
  expect(() => writeIn(text, 'dev', only)).toThrow(new NotWrittenOut(message));
});
