/** Whether a pattern with `*` and `?`, as IAM writes them, stands for a text. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [at, place, star, back] = [0, 0, -1, 0];
  while (place < text.length) {
    const one = pattern[at];
    if (one === '*') {
      [star, back] = [at, place];
      at += 1;
    } else if (one === text[place] || (one === '?' && text[place] !== '*')) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      back += 1;
      [at, place] = [star + 1, back];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
