/*
 * What brings new tokens after a reload, in the window's own storage: it ends with the window. A computer at a counter has several people, and
 * whoever closes the window is out; `localStorage` would let the next one in for a day.
 */
const NAME = 'trinity.refresh-token';

export const keep = (refreshToken: string): void => sessionStorage.setItem(NAME, refreshToken);

export const forgetKept = (): void => sessionStorage.removeItem(NAME);

/** @returns undefined where there is none */
export const readKept = (): string | undefined => sessionStorage.getItem(NAME) ?? undefined;
