import type { Made } from '../../local/booking/site';
import { TENANTS_CLAIM } from '../../model/booking/administrators';
import { measureInBrowser, type PageInBrowser } from '../browser';

const PASSWORD = 'Correct-horse-battery-1';

/** An owner opens the administrators' page, signs in with their password, and sees a day. */
export async function measureCalendar(quick: boolean): Promise<PageInBrowser> {
  let count = 0;
  return measureInBrowser('booking', quick, async (run, made) => {
    const { tenantId } = (made as Made).businesses[0]!;
    const email = `owner-${(count += 1)}@example.com`;
    const who = { UserPoolId: run.signIn!.userPoolId, Username: email };
    const UserAttributes = [
      { Name: 'email', Value: email },
      { Name: TENANTS_CLAIM, Value: `${tenantId}:OWNER` },
    ];
    await run.askCognito('AdminCreateUser', { ...who, UserAttributes, MessageAction: 'SUPPRESS' });
    await run.askCognito('AdminSetUserPassword', { ...who, Password: PASSWORD, Permanent: true });
    return {
      address: run.admin!,
      async go(page) {
        await page.getByLabel('E-mail address').fill(email);
        await page.getByLabel('Password').fill(PASSWORD);
        await page.keyboard.press('Enter');
        await page.locator('#day[data-day]').waitFor();
      },
    };
  });
}
