import type { Attributes } from '../../item';

/** An item of a person. */
export interface OfPerson {
  /** Whether they had signed in: then nobody acts as them by a key. Default: they had not. */
  readonly signedIn?: true;
}

/** @param by who has signed in; undefined of a client with a key */
export function signedIn(by: string | undefined): OfPerson {
  return by === undefined ? {} : { signedIn: true };
}

/** What an item says of it. */
export function ofPerson(item: Attributes): OfPerson {
  return item.signedIn === true ? { signedIn: true } : {};
}

/**
 * Whether whoever asks may act as a person: who has signed in as themselves, a client with a key as anybody who has not signed in.
 *
 * @param id the person's
 * @param by who has signed in; undefined of a client with a key
 */
export function mayActAs(id: string, { signedIn }: OfPerson, by: string | undefined): boolean {
  return by === undefined ? !signedIn : by === id;
}
