/**
 * What the last word of a type's name says when nobody knows the type: what only connects, allows, orders or starts
 * something else holds nothing of its own, with whatever provider. Not here are words that also mean something with a
 * content or an identity: an account, alias, backup, catalog, channel, device, domain, key, pool, queue, record set,
 * registration, secret, share, subscription, token, user, version, zone.
 */
const LAST_WORD = `
  alert assignment association attachment binding collaborator condition detachment exclusion filter grant job link
  listener mapping member membership monitor notification override peering permission permissions policy probe
  reference route rule rules schedule setting settings tag target trigger validation webhook
`;

const HARMLESS: ReadonlySet<string> = new Set(LAST_WORD.trim().split(/\s+/));

/** What guards, whatever the name's end is; but for one rule of several, which may as well let in as keep out. */
const GUARDS: readonly string[] = ['compliance', 'conditional', 'firewall', 'lock', 'protection', 'security', 'waf'];

/** Whether a type, by its name alone, holds nothing and guards nothing: `github_team_membership`, `azurerm_lb_rule`, `kubernetes_job`. */
export function isHarmless(type: string): boolean {
  const words = type.split('_').slice(1); // the first one is the provider's
  const last = words.at(-1);
  return last !== undefined && HARMLESS.has(last) && (last === 'rule' || !words.some((word) => GUARDS.includes(word)));
}
