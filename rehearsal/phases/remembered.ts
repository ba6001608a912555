import type { World } from '../world';
import { itemsByHand, settingsByHand, type Settings } from './made-by-hand';
import { expectSame } from './phase';

/** What the tables had when somebody last looked. */
interface Remembered {
  readonly items: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, Settings>>;
}

const all = new WeakMap<World, Remembered>();

export const remembered = (world: World): Remembered => all.get(world)!;

export async function remember(world: World): Promise<void> {
  all.set(world, { items: await itemsByHand(world), settings: await settingsByHand(world) });
}

/**
 * @param now what a table's settings are by now. Default: what they were
 * @throws AssertionError when an item or a setting differs
 */
export async function expectAsRemembered(
  world: World,
  now: (was: Settings & { readonly name: string }) => Settings = ({ name: _, ...was }) => was,
): Promise<void> {
  const { items, settings } = remembered(world);
  expectSame(await itemsByHand(world), items, 'items');
  const expected = Object.entries(settings).map(([name, was]) => [name, now({ ...was, name })] as const);
  expectSame(await settingsByHand(world), Object.fromEntries(expected), 'settings');
}

/** While a deploy is at it: the tag that it adds may be there, or not yet. @throws AssertionError when anything is lost */
export async function expectNothingLost(world: World): Promise<void> {
  const { items, settings } = remembered(world);
  expectSame(await itemsByHand(world), items, 'items');
  expectSame(withoutTags(await settingsByHand(world)), withoutTags(settings), 'settings');
}

const withoutTags = (of: Remembered['settings']): unknown =>
  Object.entries(of).map(([name, { tags: _, ...settings }]) => [name, settings]);
