import { shown } from '../../functions/shared/text';

it.each([
  ['spaces', ' \t\n\u{A0}\u{3000}'],
  ['a zero-width space', '\u{200B}'],
  ['joiners', '\u{200C}\u{200D}\u{2060}'],
  ['a byte order mark', '\u{FEFF}'],
  ['direction marks', '\u{200E}\u{200F}\u{061C}'],
  ['embeddings and isolates', '\u{202A}\u{202E}\u{202C}\u{2066}\u{2069}'],
  ['a soft hyphen', '\u{AD}'],
  ['variation selectors', '\u{FE0F}\u{E0100}'],
  ['Hangul fillers', '\u{115F}\u{1160}\u{3164}\u{FFA0}'],
  ['an empty Braille pattern', '\u{2800}'],
  ['a Mongolian vowel separator', '\u{180E}'],
  ['a grapheme joiner', '\u{34F}'],
  ['tags', '\u{E0001}\u{E0020}\u{E007F}'],
  ['controls', '\u{0}\u{7}\u{1B}\u{7F}\u{85}'],
  ['annotation marks', '\u{FFF9}\u{FFFB}'],
  ['an invisible operator', '\u{2062}'],
  ['several of them', ' \u{200B}\u{2800} \u{FEFF}\n'],
  ['nothing', ''],
  ['null', null],
  ['undefined', undefined],
])('%s: nothing to see', (_, text) => {
  expect(shown(text)).toBe('');
});

it.each([
  ['  Up \n', 'Up'],
  ['.', '.'],
  ['⠁', '⠁'],
  ['❤\u{FE0F}', '❤\u{FE0F}'],
  ['👨\u{200D}👩\u{200D}👧', '👨\u{200D}👩\u{200D}👧'],
  ['\u{200F}שלום\u{200F}', '\u{200F}שלום\u{200F}'],
  ['می\u{200C}خواهم', 'می\u{200C}خواهم'],
  ['\u{0600}', '\u{0600}'], // a sign that Unicode lists among the controls of format, and that is seen
])('%j: stays, without the spaces around it', (text, expected) => {
  expect(shown(text)).toBe(expected);
});
