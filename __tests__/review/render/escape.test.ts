import { codeSpan, fencedDiff, htmlText, summaryCode } from '../../../packages/plan-review/src/render/escape';
import { visible } from '../../../programs/visible';

test.each([
  ['a\nb\r\tc', 'a\\nb\\r\\tc'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['\u202egpj.exe', '\\u202egpj.exe'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['no\u00a0break', 'no\\u00a0break'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['half \ud83d', 'half \\ud83d'],
  ['none \uffff', 'none \\uffff'],
  ['mark \ufff9', 'mark \\ufff9'],
  ['blank \u3164', 'blank \\u3164'],
  ['Grüße, 東京 😀', 'Grüße, 東京 😀'],
])('%j is seen as %s', (text, seen) => {
  expect(visible(text)).toBe(seen);
});

test.each([
  ['plain', '`plain`'],
  ['a `b` c', '``a `b` c``'],
  ['```', '```` ``` ````'],
  ['`', '`` ` ``'],
  [' padded ', '`  padded  `'],
  ['', '`  `'],
  ['a\nb', '`a\\nb`'],
])('%j as a code span: %s', (text, span) => {
  expect(codeSpan(text)).toBe(span);
});

test('a fence is longer than any run of backticks within, and a line ends where the renderer ends it', () => {
  expect(fencedDiff(['+ ````', '- a\n```'])).toBe('`````diff\n+ ````\n- a\\n```\n`````');
  expect(fencedDiff(['+ a'])).toBe('```diff\n+ a\n```');
});

test('HTML: text cannot leave an element, nor a value its quotes', () => {
  expect(htmlText(`<b title='x'>"&amp;"</b>`)).toBe('&lt;b title=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/b&gt;');
});

test('HTML within Markdown: all but letters, digits and a few are entities', () => {
  expect(summaryCode('a_b-1.c @x*😀')).toBe('<code>a_b-1.c &#64;x&#42;&#128512;</code>');
});
