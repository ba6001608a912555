/** How long before its end the API's key is told of: AppSync itself tells nobody. */
export const KEY_WARNING_DAYS = 28;

const DAY = 24 * 60 * 60 * 1000;

/** @param expires RFC 3339. @param now epoch milliseconds */
export const expiresSoon = (expires: string, now: number): boolean =>
  Date.parse(expires) - now < KEY_WARNING_DAYS * DAY;
