import { planOf2000 } from '../../../bench/plan-of-2000';
import { digestOf, readPlan, reviewPlan } from '../../../packages/plan-review/src/review';
import { renderHtml } from '../../../packages/plan-review/src/render/html';
import { openTab, type Tab } from '../../support/chromium';
import { describeWith } from '../../support/loud-skip';
import { changeOf, everything, findingOf, reviewOf } from './reviews';

/** Two reviews; the second has a layer of more than a dozen, which is closed. */
const many = reviewOf({
  name: 'prod',
  layers: [
    {
      name: 'functions',
      changes: [...Array(20).keys()].map((index) =>
        changeOf(index < 2 ? 'destroy' : 'add', `aws_lambda_function.f${index}`, [
          { path: 'arn', kind: 'added', unknown: true },
        ]),
      ),
    },
  ],
});
const page = renderHtml([everything, many]);

describeWith('chromium', 'the page of a review, in Chromium', () => {
  let tab: Tab;

  beforeAll(async () => {
    tab = await openTab();
  });
  afterAll(() => tab.close());
  beforeEach(() => screen(1280, 900));

  const screen = (width: number, height: number) =>
    tab.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });

  /** In the field that has the focus. */
  const type = (text: string) => tab.send('Input.insertText', { text });
  const focus = (selector: string) => tab.evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`);
  async function press(key: string, text?: string) {
    const options = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: KEYS[key], ...(text && { text }) };
    await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', ...options });
    await tab.send('Input.dispatchKeyEvent', { type: 'keyUp', ...options });
  }
  const KEYS: Record<string, number> = { ' ': 32, Enter: 13, Tab: 9 };

  const status = () => tab.evaluate<string>(`document.querySelector('[role=status]').textContent`);
  /** What can be seen of what is filtered. */
  const shown = () =>
    tab.evaluate<string[]>(
      `[...document.querySelectorAll('[data-kind]')].filter((one) => one.checkVisibility())
         .map((one) => one.dataset.kind + ' ' + one.querySelector('code').textContent)`,
    );
  const headings = () =>
    tab.evaluate<string[]>(
      `[...document.querySelectorAll('[data-hidden]')].map((one) => {
         const said = getComputedStyle(one, '::after').content;
         return one.closest('[class]').querySelector('h3').textContent + (said === 'none' ? '' : ' ' + one.dataset.hidden + ' hidden');
       })`,
    );
  const isOpen = (anchor: string) =>
    tab.evaluate<boolean>(`document.querySelector('#${anchor}').closest('details').open`);

  test('by address: what matches, and how much is hidden, findings that block above all', async () => {
    await tab.show(page);
    await focus('[type=search]');
    await type('Rooms TABLE');
    expect(await shown()).toEqual([
      'blocks aws_dynamodb_table.rooms',
      'accepted aws_dynamodb_table.rooms',
      'replace aws_dynamodb_table.rooms',
    ]);
    expect(await status()).toBe('3 of 38 shown. 1 finding that blocks is hidden.');
    expect(await headings()).toEqual(
      expect.arrayContaining([
        '2 findings block 1 hidden',
        '1 finding warns 1 hidden',
        'data 1 hidden',
        'Outputs 1 hidden',
      ]),
    );
  });

  test('by a rule, whose findings have its name', async () => {
    await tab.show(page);
    await focus('[type=search]');
    await type('alarm-weakened');
    expect(await shown()).toEqual(['warns aws_cloudwatch_metric_alarm.errors']);
    expect(await status()).toBe('1 of 38 shown. 2 findings that block are hidden.');
  });

  test('by kind, with the keyboard alone; a layer that was closed shows what matches, and closes again', async () => {
    await tab.show(page);
    expect(await isOpen('review-2-1')).toBe(false);
    await focus('[value=destroy]');
    await press(' ', ' ');
    expect(await shown()).toEqual([
      'destroy aws_s3_bucket.old',
      'destroy aws_lambda_function.f0',
      'destroy aws_lambda_function.f1',
    ]);
    expect(await isOpen('review-2-1')).toBe(true);
    await focus('[value=blocks]');
    await press(' ', ' ');
    expect(await status()).toBe('5 of 38 shown.'); // none that blocks is hidden

    await focus('[type=reset]');
    await press('Enter', '\r');
    expect(
      await tab.evaluate(`new Promise((resolve) => setTimeout(() => resolve(document.querySelector('[hidden]'))))`),
    ).toBe(null);
    expect([await status(), await headings(), await isOpen('review-2-1')]).toEqual(['', [], false]);
  });

  test('enter in the field sends nothing', async () => {
    await tab.show(page);
    await focus('[type=search]');
    await type('rooms');
    await press('Enter', '\r');
    expect(await status()).toContain('of 38 shown.');
    expect(tab.complaints).toEqual([]);
  });

  test('without scripts: no filter, and the index unfolds what it leads to', async () => {
    await tab.send('Emulation.setScriptExecutionDisabled', { value: true });
    try {
      await tab.show(page, '#review-2-1');
      expect(await tab.evaluate(`document.querySelector('form').checkVisibility()`)).toBe(false);
      expect(await isOpen('review-2-1')).toBe(true);
    } finally {
      await tab.send('Emulation.setScriptExecutionDisabled', { value: false });
    }
  });

  test('on paper, everything is unfolded, and the index is left out', async () => {
    await tab.show(page);
    const visible = `[...document.querySelectorAll('td')].every((one) => one.checkVisibility({ contentVisibilityAuto: true }))`;
    expect(await tab.evaluate(visible)).toBe(false);
    await tab.send('Emulation.setEmulatedMedia', { media: 'print' });
    try {
      // What is left out of sight until it is needed (content-visibility) is judged with the next frame.
      await tab.evaluate(`new Promise((resolve) => {
        const look = () => (${visible} ? resolve() : requestAnimationFrame(look));
        look();
      })`);
      expect(await tab.evaluate(`document.querySelector('nav').checkVisibility()`)).toBe(false);
    } finally {
      await tab.send('Emulation.setEmulatedMedia', { media: '' });
    }
  });

  test.each([1280, 390])('%d pixels wide: the index stays in sight, and nothing is wider', async (width) => {
    await screen(width, 800);
    await tab.show(page);
    const box = await tab.evaluate<{ top: number; width: number; scrolled: number }>(`(() => {
      scrollTo(0, document.body.scrollHeight);
      const { top } = document.querySelector('nav').getBoundingClientRect();
      return { top, width: document.documentElement.scrollWidth, scrolled: scrollY };
    })()`);
    expect(box.scrolled).toBeGreaterThan(800);
    expect(box.top).toBeGreaterThanOrEqual(0);
    expect(box.top).toBeLessThan(100);
    expect(box.width).toBeLessThanOrEqual(width);
  });

  test('what a plan may have smuggled in does not run: only the page itself has that hash', async () => {
    const name =
      '</title></style></script><script>document.title = "ran"</script><img src=x onerror="document.title=\'ran\'">';
    await tab.show(renderHtml([reviewOf({ name, findings: [findingOf({ address: name, title: name })] })]));
    expect([await tab.evaluate('document.title'), tab.complaints]).toEqual([`${name}: plan review`, []]);
    await tab.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      document.body.append(script);
    }`);
    expect([await tab.evaluate('document.title'), tab.complaints]).toEqual([
      `${name}: plan review`,
      [expect.stringContaining('violates the following Content Security Policy directive') as string],
    ]);
  });

  test('2,000 changes: a DOM that a browser holds with ease, and a filter over all of them', async () => {
    const text = planOf2000();
    const { plan, hide } = readPlan(text);
    const options = { name: 'large', digest: digestOf(text), commit: null, acceptances: [], hide };
    const review = reviewPlan(plan, options);
    const blocking = review.findings.filter(({ blocks }) => blocks).length;
    await tab.show(renderHtml([review]));
    // Twelve a row of attributes would be 140,000.
    expect(await tab.evaluate(`document.querySelectorAll('*').length`)).toBeLessThan(110_000);
    await focus('[type=search]');
    await type('_0018');
    expect(blocking).toBeGreaterThan(100);
    const [, more] = /^2 of \d{4} shown\. (.*)$/.exec(await status()) ?? [];
    expect(more).toBe(`${blocking - 1} findings that block are hidden.`);
    expect(await shown()).toEqual([
      'blocks aws_cloudwatch_log_group.audit_0018',
      'destroy aws_cloudwatch_log_group.audit_0018',
    ]);
  });
});
