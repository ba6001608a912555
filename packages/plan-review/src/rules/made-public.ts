import type { Plan, ResourceChange } from '../plan/model';
import { isMadeWithOwner } from '../judging/owners';
import { judge } from '../judging/judge';
import { blocking, type Line } from '../judging/line';
import { widenings } from '../judging/policy/compare';
import { isPublic } from '../judging/policy/danger';
import { policyChangesOf } from '../judging/policy/documents';
import { grantsMade } from '../judging/policy/grants';
import { asJson } from '../judging/policy/statement';
import { openedTo, unseenIngress } from '../judging/public/network';
import { describeOpening, isWeb } from '../judging/public/opening';
import { GAPS_IN_NEW_WALLS, INSIDE, PUBLIC_SETTINGS, WALLS, WAYS_IN } from '../judging/public/settings';
import { ROUTED, routesIn } from '../judging/public/routes';

/** Without a wall, or with a way in, nothing is known to be open. */
const MAY_OPEN: ReadonlySet<string> = new Set([...WALLS, ...ROUTED, ...WAYS_IN.flatMap(({ types }) => types)]);

export const madePublic = judge({
  name: 'made-public',
  risk: 'Anybody on the internet can reach it.',
  title: ({ type }) => (MAY_OPEN.has(type) ? 'It may be opened to the internet.' : 'It is open to the internet.'),
  blocks: PUBLIC_SETTINGS,
  warns: [...GAPS_IN_NEW_WALLS, ...WAYS_IN],
  isExposure: true,
  more: (change, plan) => [
    ...openings(change, plan),
    ...routesIn(change, plan),
    ...publicStatements(change),
    ...publicGrants(change).map(blocking),
  ],
  unseen: (change) => unseenIngress(change).map(blocking),
  endOf: (type) =>
    WALLS.includes(type) ? { text: 'the block of public access is destroyed', blocks: true } : undefined,
});

/** The web ports of something new are what it is for; whatever exists already was not meant to be reached until now. */
function openings(change: ResourceChange, plan: Plan): Line[] {
  const opened = openedTo(change);
  const isMade = opened.length > 0 && isMadeWithOwner(change, plan);
  return opened.map((one) => ({ text: describeOpening(one), blocks: !(isMade && isWeb(one)) }));
}

/** Of a policy that stands at the resource itself; a role's trust is `iam-widened`'s. */
function publicStatements(change: ResourceChange): Line[] {
  if (change.type === 'aws_iam_role' || INSIDE.includes(change.type)) return [];
  return policyChangesOf(change).flatMap(({ name, before, after }) =>
    widenings(before, after)
      .filter(({ statement }) => isPublic(statement))
      .map(({ statement }) => ({
        ...blocking(`${name}: allows ${statement.actions.join(', ')} to anybody`),
        judged: asJson(statement),
      })),
  );
}

/** Of a whole policy, as Google has it; a member alone is a setting. */
const publicGrants = (change: ResourceChange): string[] =>
  grantsMade(change)
    .filter(({ attribute, member }) => attribute === 'policy_data' && /^all(Authenticated)?Users$/.test(member))
    .map(({ attribute, role, member }) => `${attribute}: gives ${role} to ${member}`);
