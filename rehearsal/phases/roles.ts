import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionsOf } from '../../deployment/roles/document';
import { ROLE_KINDS, ROLES, type RoleKind } from '../../deployment/roles/kinds';
import { policyOf } from '../../deployment/roles/policy';
import { IDENTITIES } from '../identities';
import type { World } from '../world';
import type { Phase } from './phase';

/** After all others: had a role not been allowed what it was to do, one of them would have failed. */
export const rolesFit: Phase = {
  name: 'all of it was done by the roles that bootstrap makes, and what they were allowed besides is listed',
  run: (world) =>
    Promise.resolve(
      ROLE_KINDS.map((kind) => {
        const called = calledBy(world, kind);
        const idle = actionsOf(policyOf(kind, world.environment)).filter((action) => !called.includes(action));
        const name = ROLES[kind].name(world.environment.name);
        return `${name} has called ${called.length} actions, and was allowed ${idle.length} more: ${idle.join(', ')}`;
      }).join('\n'),
    ),
};

/** Where the actions that each role calls are checked in, by environment. */
const CALLED = join('deployment', 'roles', 'called.json');

/** After all others. @param root the checkout that they are written into */
export const rolesWritten = (root: string): Phase => ({
  name: `what each role has called is written to ${CALLED}`,
  run(world) {
    const file = join(root, CALLED);
    const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<RoleKind, string[]>>;
    const { name } = world.environment;
    const called = Object.fromEntries(ROLE_KINDS.map((kind) => [kind, calledBy(world, kind)]));
    const entries = Object.entries({ ...all, [name]: called }).sort(([one], [other]) => (one < other ? -1 : 1));
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
    return Promise.resolve(ROLE_KINDS.map((kind) => `${kind}: ${called[kind]!.length} actions`).join(', '));
  },
});

const calledBy = ({ aws }: World, kind: RoleKind): string[] => aws.calledBy(IDENTITIES[kind]);
