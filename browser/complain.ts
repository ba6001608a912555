/** Says in the console what a page has met, in the words of whoever said it. No token, no password. */
// eslint-disable-next-line no-console -- for whoever runs the page: it is the one place where they look
export const complain = (of: string, words: string): void => console.warn(`${of}: ${words}`);
