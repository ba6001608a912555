import { renderInspection } from '../../../import/render';
import { openTab, type Tab } from '../../support/chromium';
import { describeWith } from '../../support/loud-skip';
import { everything, inspectionOf } from './inspections';

const LONG = 'a_table_with_a_name_that_is_as_long_as_names_of_tables_may_be'.padEnd(255, '_x');

/** More than a dozen, so that there is a filter; and names without a place to break. */
const inspection = inspectionOf([
  { name: LONG, verdict: 'replace', differences: [{ path: LONG, effect: 'replace', cost: LONG }] },
  ...everything.tables,
  ...[...Array(14).keys()].map((index) => ({
    name: `old-${index}`,
    verdict: 'undeclared' as const,
    differences: [],
  })),
]);
const page = renderInspection(inspection, 'html').join('\n');

describeWith('chromium', 'the page of an inspection, in Chromium', () => {
  let tab: Tab;

  beforeAll(async () => {
    tab = await openTab();
  });
  afterAll(() => tab.close());

  const screen = (width: number) =>
    tab.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
  const press = async (key: string, code: number, text?: string) => {
    const options = { key, code: key, windowsVirtualKeyCode: code, ...(text && { text }) };
    await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', ...options });
    await tab.send('Input.dispatchKeyEvent', { type: 'keyUp', ...options });
  };
  const shown = () =>
    tab.evaluate<string[]>(
      `[...document.querySelectorAll('[data-kind]')].filter((one) => one.checkVisibility())
         .map((one) => one.dataset.kind + ' ' + one.querySelector('h4').textContent)`,
    );

  test.each([1280, 320])('%d pixels wide: nothing is wider', async (width) => {
    await screen(width);
    await tab.show(page);
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    // What is painted only in sight is cut at its own edge, and widens nothing.
    const cut = `[...document.querySelectorAll('main *')]
      .filter((one) => getComputedStyle(one).display !== 'inline' && one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.tagName + ' ' + one.textContent)`;
    expect(await tab.evaluate(cut)).toEqual([]);
    expect(tab.complaints).toEqual([]);
  });

  test.each(['light', 'dark'])(
    '%s: every word has a contrast of at least 4.5 to what is behind it (WCAG 2.2, AA)',
    async (scheme) => {
      await screen(1280);
      await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      await tab.show(page);
      const low = await tab.evaluate<string[]>(`(() => {
      const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const light = (colour) => {
        const [r, g, b] = numbers(colour).map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (one) => {
        const { backgroundColor } = getComputedStyle(one);
        return numbers(backgroundColor)[3] === 0 ? behind(one.parentElement) : backgroundColor;
      };
      const hasText = (one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
      return [...document.querySelectorAll('body *:not(script)')].filter((one) => hasText(one) && one.checkVisibility()).flatMap((one) => {
        const [a, b] = [light(getComputedStyle(one).color), light(behind(one))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        return ratio < 4.5 ? [one.className + ' ' + ratio.toFixed(2) + ' ' + one.textContent] : [];
      });
    })()`);
      expect(low).toEqual([]);
    },
  );

  test('by name and by verdict, with the keyboard alone', async () => {
    await screen(1280);
    await tab.show(page);
    await tab.evaluate(`document.querySelector('[type=search]').focus()`);
    await tab.send('Input.insertText', { text: 'trinity' });
    expect(await shown()).toEqual([
      'replace trinity-rooms-dev-v2',
      'in-place trinity-cache-dev',
      'same trinity-movies-dev',
    ]);
    await press('Tab', 9);
    await press(' ', 32, ' ');
    expect(await shown()).toEqual(['replace trinity-rooms-dev-v2']);
    expect(await tab.evaluate(`document.querySelector('[role=status]').textContent`)).toBe('1 of 20 shown.');
  });

  test('without scripts, the index unfolds what it leads to', async () => {
    await tab.send('Emulation.setScriptExecutionDisabled', { value: true });
    try {
      await tab.show(page, '#tables-5');
      expect(await tab.evaluate(`document.querySelector('form').checkVisibility()`)).toBe(false);
      expect(await tab.evaluate(`document.querySelector('#tables-5').closest('details').open`)).toBe(true);
    } finally {
      await tab.send('Emulation.setScriptExecutionDisabled', { value: false });
    }
  });
});
