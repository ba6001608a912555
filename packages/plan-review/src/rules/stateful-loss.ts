import type { ResourceChange } from '../plan/model';
import { holdsOf } from '../resources/stateful';
import { isOff } from '../judging/attributes';
import { describeEnd } from '../judging/end';
import type { Rule } from '../judging/rule';

export const statefulLoss: Rule = {
  name: 'stateful-loss',
  risk: 'What it holds is gone with it, and no later apply brings it back.',
  find(change) {
    const holds = lostWith(change);
    const title = holds === undefined ? undefined : titleOf(change, holds);
    return title === undefined
      ? undefined
      : { blocks: true, title, because: [...describeEnd(change), ...kept(change)], ...riskOf(change) };
  },
};

/** Some databases are told to leave their backups behind. */
const BACKUPS = ', and its automated backups';

const keepsBackups = ({ before }: ResourceChange): boolean => isOff(before?.delete_automated_backups);

function lostWith(change: ResourceChange): string | undefined {
  const holds = holdsOf(change.type);
  return keepsBackups(change) ? holds?.replace(BACKUPS, '') : holds;
}

/** By the settings that it was made with: those of the same plan come too late. */
function kept(change: ResourceChange): string[] {
  if (change.action !== 'delete' && change.action !== 'replace') return [];
  return [
    ...(keepsBackups(change) ? ['its automated backups are kept'] : []),
    ...(isOff(change.before?.skip_final_snapshot) ? ['a final snapshot is made first'] : []),
  ];
}

/** What is let go loses nothing, and whoever changes it does so unseen. */
const riskOf = ({ action }: ResourceChange): { readonly risk?: string } =>
  action === 'forget'
    ? { risk: 'What it holds stays, and nothing here protects it, or notices a change of it, any more.' }
    : {};

function titleOf({ action, steps, deposed }: ResourceChange, holds: string): string | undefined {
  switch (action) {
    case 'delete':
      return deposed === undefined
        ? `It is destroyed. What is lost: ${holds}.`
        : `What an earlier replacement left behind is destroyed. What is lost: ${holds}.`;
    case 'replace':
      return steps.includes('forget')
        ? `It is replaced, and the old one is managed no longer. What the new one has not: ${holds}.`
        : `It is replaced. What is lost: ${holds}.`;
    case 'forget':
      return `It is managed no longer, and stays where it is. What nobody looks after: ${holds}.`;
    case 'no-op':
    case 'read':
    case 'create':
    case 'update':
      return undefined;
  }
}
