/** Names that come from outside: a table may be called `constructor`, a tag `__proto__`. */

/** What the object itself has of that name; never what every object inherits. */
export function own<T>(object: Readonly<Record<string, T>> | null | undefined, key: string): T | undefined {
  // eslint-disable-next-line trinity/outside-keys -- here it is asked first
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Gives the object a property of its own, also when it is called `__proto__`: to assign that one sets what it inherits. */
export function setOwn<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    object[key] = value; // eslint-disable-line trinity/outside-keys -- any other name
  }
}
