import { source as AXE } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FirstMember } from '../../../local/first-member';
import { startLocal, type LocalRun } from '../../../local/run';
import { openChromium } from '../../../programs/chromium';
import { copyCheckout } from '../../support/checkout';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { letMembersSignIn } from '../../support/members';

const PASSWORD = 'Correct-horse-battery-1';

describeUnless(whyMissing(['chromium']), 'the page of a room where members sign in', () => {
  const checkout = copyCheckout();
  let run: LocalRun;
  let first: FirstMember;
  let browser: Browser;
  let context: BrowserContext;
  /** By which the run's clock is ahead of the browser's. */
  let ahead = 0;
  let count = 0;
  /** What pages have asked since: Cognito's operations, and the first field of GraphQL. */
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    letMembersSignIn(checkout.root);
    [run, browser] = await Promise.all([
      startLocal({ root: checkout.root, now: () => Date.now() + ahead }),
      openChromium(),
    ]);
    first = ((await run.demo()).made as { readonly member: FirstMember }).member;
  });
  afterAll(async () => {
    await browser?.close();
    await run?.close();
    checkout.remove();
  });
  beforeEach(async () => {
    for (const list of [asked, complaints]) list.length = 0;
    context = await browser.newContext();
  });
  afterEach(async () => {
    ahead = 0;
    await context.close();
  });

  /** Somebody with a password of their own. */
  async function letIn(): Promise<string> {
    const email = `member-${(count += 1)}@example.com`;
    const who = { UserPoolId: run.signIn!.userPoolId, Username: email };
    const UserAttributes = [{ Name: 'email', Value: email }];
    await run.askCognito('AdminCreateUser', { ...who, UserAttributes, MessageAction: 'SUPPRESS' });
    await run.askCognito('AdminSetUserPassword', { ...who, Password: PASSWORD, Permanent: true });
    return email;
  }
  async function window(address = '/'): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (said) => complaints.push(said.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      const { query } = request.postDataJSON() as { query?: string };
      asked.push(request.headers()['x-amz-target']?.split('.')[1] ?? /\{\s*(\w+)/.exec(query!)![1]!);
    });
    await page.goto(new URL(address, run.page).href);
    return page;
  }
  async function type(page: Page, email: string, password: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
  }
  async function open(page: Page, name: string): Promise<string> {
    await page.locator('#open').getByLabel('Your name').fill(name);
    await page.locator('#open').getByRole('button', { name: 'Open' }).click();
    await page.locator('#film').waitFor();
    return page.locator('#code').innerText();
  }
  async function enter(name: string): Promise<{ page: Page; email: string; code: string }> {
    const email = await letIn();
    const page = await window();
    await type(page, email, PASSWORD);
    return { page, email, code: await open(page, name) };
  }
  const at = (page: Page, place: number) => page.locator(`#film[data-place="${place}"]`).waitFor();
  const like = (page: Page) => page.getByRole('button', { name: 'Like' }).click();

  it('lets in by a temporary password and a new one; a friend who was invited signs in, and both are told of a match', async () => {
    const ana = await window();
    await type(ana, first.email, first.temporaryPassword);
    for (const label of ['New password', 'New password, again'])
      await ana.getByLabel(label, { exact: true }).fill(PASSWORD);
    await ana.keyboard.press('Enter');
    const code = await open(ana, 'Ana');

    const ben = await window(`/?join=${code}`);
    await type(ben, await letIn(), PASSWORD);
    await ben.locator('#join').getByLabel('Your name').fill('Ben');
    await ben.locator('#join').getByRole('button', { name: 'Join' }).click();
    await ben.getByText('Ben (you)').waitFor();
    const film = await ben.locator('#title').innerText();
    for (const page of [ana, ben]) await like(page);
    for (const page of [ana, ben]) await page.locator('#matches li', { hasText: film }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('asks two things of Cognito to sign in, and after a reload one', async () => {
    const { page } = await enter('Ana');
    expect(asked.slice(0, 3)).toEqual(['InitiateAuth', 'RespondToAuthChallenge', 'genres']);
    await like(page);
    await at(page, 1);
    await page.locator('#deck[data-unsent="0"]').waitFor();
    asked.length = 0;
    await page.reload();
    await at(page, 1);
    expect(asked.filter((one) => one === 'InitiateAuth')).toHaveLength(1);
    expect(asked).not.toContain('RespondToAuthChallenge');
  });

  it('goes on with new tokens when those that it has have expired, and nobody notices', async () => {
    const { page } = await enter('Ana');
    ahead = 61 * 60_000;
    asked.length = 0;
    await like(page);
    await page.locator('#deck[data-unsent="0"]').waitFor();
    expect(asked).toEqual(expect.arrayContaining(['vote', 'InitiateAuth']));
    expect(await page.getByRole('alert').filter({ visible: true }).count()).toBe(0);
    expect(complaints).toContain('AppSync: Token has expired.');
  });

  it.each([
    ['AdminUserGlobalSignOut', 'You were signed out', 'Refresh Token has been revoked'],
    ['AdminDisableUser', 'Your access was disabled. Ask who let you in.', 'User is disabled.'],
  ])('says what to do after %s, and has what was said when the member is back', async (operation, words, own) => {
    const { page, email } = await enter('Ana');
    await run.askCognito(operation, { UserPoolId: run.signIn!.userPoolId, Username: email });
    ahead = 61 * 60_000;
    await like(page);
    await page.getByRole('alert').filter({ hasText: words, visible: true }).waitFor();
    expect(complaints.join('\n')).toContain(own);
    ahead = 0; // Cognito takes no proof of an hour ago
    if (operation === 'AdminDisableUser')
      await run.askCognito('AdminEnableUser', { UserPoolId: run.signIn!.userPoolId, Username: email });
    await type(page, email, PASSWORD);
    await at(page, 1);
    await page.locator('#deck[data-unsent="0"]').waitFor();
    const votes = `query ($roomId: ID!, $memberId: ID!) { votes(roomId: $roomId, memberId: $memberId) { liked } }`;
    const session = await page.evaluate<{ roomId: string; memberId: string }>(
      "JSON.parse(sessionStorage.getItem('trinity.session'))",
    );
    const token = await page.evaluate('sessionStorage.length');
    expect(token).toBe(3);
    const { body } = await run.execute({
      query: votes,
      variables: session,
      headers: { authorization: run.sign({ sub: session.memberId, username: email }) },
    });
    expect(body).toEqual({ data: { votes: [{ liked: true }] } });
  });

  it('signs out: nothing of the member stays in the window, and another has a start of their own', async () => {
    const { page } = await enter('Ana');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(page.url()).toBe(run.page);
    await type(page, await letIn(), PASSWORD);
    await page.locator('#open').waitFor();
  });

  it.each(['light', 'dark'] as const)('axe finds nothing at its door (%s)', async (colorScheme) => {
    const page = await window();
    await page.emulateMedia({ colorScheme });
    await page.getByLabel('E-mail address').waitFor();
    await page.evaluate(AXE);
    expect(
      await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ')))",
      ),
    ).toEqual([]);
  });
});
