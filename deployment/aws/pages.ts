/** All entries of a list that AWS hands out in pages. @param next asks for the page after a token */
export async function allPages<T>(
  next: (token: string | undefined) => Promise<{ entries: readonly T[] | undefined; token: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const page = await next(token);
    all.push(...(page.entries ?? []));
    token = page.token;
  } while (token);
  return all;
}

/** The first entry that it is, on whatever page of such a list: no page after it is asked for. */
export async function findOnPages<T>(
  next: Parameters<typeof allPages<T>>[0],
  is: (entry: T) => boolean,
): Promise<T | undefined> {
  let token: string | undefined;
  do {
    const page = await next(token);
    const found = page.entries?.find(is);
    if (found) return found;
    token = page.token;
  } while (token);
  return undefined;
}
