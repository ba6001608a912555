import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDES } from '../../../deployment/roles/besides';
import { calledBy, policyOf } from '../../../deployment/roles/policy';
import { ROLE_KINDS } from '../../../deployment/roles/kinds';
import { loadEnvironments } from '../../../environments';
import { besideMoto } from '../../../rehearsal/aws/models/botocore';
import { describeWith } from '../../support/loud-skip';

interface Service {
  readonly Actions: Readonly<Record<string, { readonly Resources?: readonly string[] }>>;
  readonly Resources?: Readonly<Record<string, { readonly ARNFormats: readonly string[] }>>;
}

describeWith(['moto_server', 'cfn-lint'], "the roles beside AWS's list of actions and resources", () => {
  /** By service, actions in lower case. */
  let services: Readonly<Record<string, Service>>;
  beforeAll(async () => {
    const [folder] = await besideMoto('cfnlint');
    const text = readFileSync(join(folder!, 'data', 'AdditionalSpecs', 'Policies.json'), 'utf8');
    services = JSON.parse(text) as typeof services;
  });

  const find = (action: string) => {
    const [service = '', name = ''] = action.split(':');
    return services[service]?.Actions[name.toLowerCase()];
  };

  /** Forms of the ARNs that an action can be limited to. */
  function formats(action: string): RegExp[] {
    const [service = ''] = action.split(':');
    return (find(action)?.Resources ?? []).flatMap((type) =>
      (services[service]?.Resources?.[type]?.ARNFormats ?? []).map(
        (format) => new RegExp(`^${format.replace(/\$\{\w+\}/g, '[^:]*')}$`),
      ),
    );
  }

  test('every action exists', () => {
    const all = [...ROLE_KINDS.flatMap(calledBy), ...BESIDES.flatMap(({ actions }) => actions)];
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter((action) => find(action) === undefined)).toEqual([]);
  });

  test('every action is limited to a resource that AWS knows for it, or to none where AWS knows none', () => {
    const wrong = loadEnvironments().flatMap((environment) =>
      ROLE_KINDS.flatMap((kind) =>
        policyOf(kind, environment).Statement.flatMap(({ Action, Resource }) =>
          Action.filter((action) => {
            const known = formats(action);
            if (known.length === 0) return Resource.join() !== '*';
            return !Resource.some((arn) => known.some((format) => format.test(arn)));
          }).map((action) => `${environment.name} ${kind}: ${action} on ${Resource.join()}`),
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
