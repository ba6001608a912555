import type { Kept } from './sign-in';

const NAME = 'trinity.refresh-token';

/**
 * In the window's own storage: it ends with the window. A computer at a counter has several people, and whoever closes the window is out;
 * `localStorage` would let the next one in for a day.
 */
export const inWindow: Kept = {
  read: () => sessionStorage.getItem(NAME) ?? undefined,
  write: (refreshToken) => sessionStorage.setItem(NAME, refreshToken),
  forget: () => sessionStorage.removeItem(NAME),
};
