import { measureInBrowser, type PageInBrowser } from '../browser';

/** Who was invited opens the room's page, joins, and sees the first film. */
export const measureRoomPage = (quick: boolean): Promise<PageInBrowser> =>
  measureInBrowser('room-cache', quick, (run, made) => {
    const { inviteCode } = made as { readonly inviteCode: string };
    return Promise.resolve({
      address: new URL(`/?join=${inviteCode}`, run.page).href,
      async go(page) {
        await page.locator('#join').getByLabel('Your name').fill('Ben');
        await page.keyboard.press('Enter');
        await page.locator('#film').waitFor();
        await page.getByText('Ben (you)').waitFor();
      },
    });
  });
