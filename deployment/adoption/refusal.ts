import { adoptedIds } from '../../import/objects';
import { DeploymentError } from '../errors';
import type { Context } from '../project';
import type { Existing } from './existing';
import { fileOf } from '../../environments/names';

type Where = Pick<Context, 'environment' | 'stack' | 'system'>;

/** Why a deploy touches nothing: what it would create exists. Each is told its own way into this project, or out of it. */
export function refuse(foreign: readonly Existing[], context: Where): DeploymentError {
  const addresses = foreign.map(({ address }) => address);
  const ways = new Map<string, string[]>();
  for (const one of foreign) {
    const way = wayOf(one, context);
    ways.set(way, [...(ways.get(way) ?? []), one.address]);
  }
  return new DeploymentError(
    'plan',
    `${addresses.join(', ')}: AWS has ${foreign.length === 1 ? 'one' : 'some'} of the same name, which the state of ${context.stack.name} does not know.`,
    [...ways].map(([way, of]) => (ways.size === 1 ? way : `${of.join(', ')}: ${way}`)).join('\n'),
    { about: addresses },
  );
}

/** What can be adopted is in docs/adopting-tables.md and docs/adopting-what-exists.md. */
function wayOf({ address, id }: Existing, { environment, stack, system }: Where): string {
  const { name, systems } = environment;
  const { api } = systems.roomCache;
  const [type, resource] = address.split('.') as [string, string];
  const imported = `Import what is yours (terraform -chdir=cdktf.out/stacks/${stack.name} import ADDRESS ID), or remove it; then deploy again. docs/runbooks/lost-state.md says more.`;
  if (system !== 'room-cache') return imported; // no other one adopts
  if (adoptedIds(environment).includes(id)) {
    return `It is adopted, and the state has another one there: bin/trinity import ${name} --check says what to do.`;
  }
  const configured = (what: string) =>
    `Adopt it, if it is yours: ${what} in ${fileOf(name)}; docs/adopting-what-exists.md says more. Or remove it; then deploy again.`;
  const theirs =
    'It is of the API that is adopted, and this project makes one of its name: remove it; then deploy again.';
  switch (type) {
    case 'aws_dynamodb_table':
      return `Adopt what is yours: bin/trinity import ${name} --inspect says what that changes, --write writes it. docs/adopting-tables.md says more.`;
    case 'aws_cloudwatch_log_group':
      return configured(`systems.roomCache.logs.adopt.${resource}: { name: '${id}' }`);
    case 'aws_appsync_graphql_api':
      return configured(`systems.roomCache.api.adopt: { id: '${id}' }`);
    case 'aws_appsync_resolver':
      if (api.adopt)
        return configured(`systems.roomCache.api.adopt.resolvers: ['${id.split('-').slice(1).join('.')}']`);
      break;
    case 'aws_appsync_datasource':
    case 'aws_appsync_function':
      if (api.adopt) return theirs;
  }
  return imported;
}
