/** Text of a file, edited and formatted as the project formats; one that was not before is left as its author has it. */
export async function formatted(path: string, before: string, after: string): Promise<string> {
  const prettier = await import('prettier'); // not for those that write nothing
  const options = { ...(await prettier.resolveConfig(path)), filepath: path };
  return (await prettier.check(before, options)) ? prettier.format(after, options) : after;
}
