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
