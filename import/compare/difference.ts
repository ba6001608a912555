import type { ChangeablePath } from '../../environments/resources/table';
import type { Difference } from '../schema';

export type { Difference };

/** What an adoption can name among its changes. */
export const inPlace = (path: ChangeablePath, cost: string): Difference => ({ path, effect: 'in-place', cost });
export const refused = (path: string, cost: string): Difference => ({ path, effect: 'refused', cost });
export const replaces = (path: string, cost: string): Difference => ({ path, effect: 'replace', cost });
export const unseen = (path: string, cost: string): Difference => ({ path, effect: 'unseen', cost });

/** The source has more of these than it tells. */
export const notAllRead = (path: string): Difference => unseen(path, 'Not all that there are can be read.');

/** The source is silent. @param declared what is declared */
export const notSaid = (path: string, declared: string): Difference =>
  unseen(path, `Declared: ${declared}. Nothing is said of what there is.`);
