import { UNSCOPED } from './unscoped-actions';

let known: ReadonlySet<string> | undefined;

/** Whether AWS knows no resource that the action could be limited to: a policy has to name `*`. @param action `s3:ListAllMyBuckets` */
export const takesNoResource = (action: string): boolean =>
  (known ??= new Set(unscopedActions())).has(action.toLowerCase());

/** All of them, in lower case. */
export function unscopedActions(): string[] {
  let service = '';
  return UNSCOPED.trim()
    .split(/\s+/)
    .flatMap((word) => {
      if (!word.endsWith(':')) return [`${service}${word}`];
      service = word;
      return [];
    });
}
