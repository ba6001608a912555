import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { headerOfTypes } from '../../build/types';
import { deploy, type DeployOptions } from '../../deployment/deploy';
import { destroy, type DestroyOptions } from '../../deployment/destroy';
import { DEFAULT_LIMITS } from '../../deployment/room-cache/performance';
import type { DeployEvent } from '../../deployment/events';
import type { Report } from '../../deployment/report/schema';
import type { Reviewed } from '../../deployment/reviewed/open';
import { startLambda, type EmulatedLambda } from './emulated-lambda';
import { contextOf, dev, directoryWith, pathWith, TOOLS } from './project';

/** Of all worlds of a test file. */
export let lambda: EmulatedLambda;
const before = { ...process.env };
beforeAll(async () => {
  lambda = await startLambda();
  for (const [name, value] of Object.entries(lambda.env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});
afterAll(async () => {
  process.env = before;
  await lambda.close();
});
beforeEach(() => {
  for (const name of ['cache', 'room']) lambda.aliases.set(`trinity-${name}-dev`, '1');
  lambda.kept = ['1', '2'];
  lambda.refuse = undefined;
  lambda.updates.length = 0;
  lambda.tables.clear();
  lambda.logGroups.clear();
  lambda.onRequest = undefined;
});

const MAIN = `import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('cdktf.out/stacks/dev', { recursive: true });
const stacks = { dev: { synthesizedStackPath: 'stacks/dev/cdk.tf.json' } };
writeFileSync('cdktf.out/manifest.json', JSON.stringify({ stacks }));
`;
const SCHEMA = 'type Query { a: Int }';
const EMPTY = ['package.json', 'package-lock.json', 'cdktf.json', 'tsconfig.json'].map((file) => [file, '{}']);
const PLAN = readFileSync(join(__dirname, 'terraform', 'recorded', 'update.json'), 'utf8');
/** A state that the provider would never write: what reads it, throws. */
const BROKEN_STATE = '{"version":4,"resources":7}';

/**
 * The smallest project that bundles and synthesizes, and a script in the place of Terraform.
 *
 * @param apply shell, run in the place of an apply, in the stack's directory
 * @param plan the same for a plan
 */
export function world(apply: string, plan = 'exit 2') {
  const root = directoryWith({
    ...(Object.fromEntries(EMPTY) as Record<string, string>),
    'tsconfig.deployed.json': '{"compilerOptions":{"types":["node"]},"include":["main.ts","functions/**/*.ts"]}',
    'main.ts': MAIN,
    'api/room-cache/schema.graphql': SCHEMA,
    'api/room-cache/schema.types.ts': headerOfTypes('room-cache', SCHEMA),
    'functions/room-cache/cache/index.ts': 'export const handler = () => 1;',
    'plan.json': PLAN,
    'terraform.dev.tfstate': BROKEN_STATE,
  });
  symlinkSync(join(__dirname, '../../node_modules'), join(root, 'node_modules'));
  const temporary = directoryWith();
  const terraform = `echo "$@" >> ${temporary}/calls
for one; do case "$one" in -out=*) out="\${one#-out=}" ;; esac; done
case "$1" in
version) echo '{"terraform_version":"1.11.4"}' ;;
init) true ;;
plan) echo "$out" > ${root}/plan-file; echo "saved at $out" > "$out"; ${plan} ;;
show) cat ${root}/plan.json ;;
apply) ${apply} ;;
state) exit 1 ;;
esac`;
  const env: NodeJS.ProcessEnv = { PATH: `${pathWith({ terraform })}:${TOOLS}`, HOME: temporary };
  const controller = new AbortController();
  const context = contextOf({ root, env }, dev(), controller.signal);
  const events: DeployEvent[] = [];
  return {
    controller,
    context,
    events,
    /** What Terraform was asked for: `plan`, `apply`. */
    calls: () =>
      existsSync(join(temporary, 'calls')) ? readFileSync(join(temporary, 'calls'), 'utf8').trim().split('\n') : [],
    begun: () => events.flatMap((event) => (event.type === 'step-begun' ? event.name : [])),
    deploy: (
      confirm: DeployOptions['confirm'] = () => Promise.resolve(true),
      onEvent?: (event: DeployEvent) => void,
      reviewed?: Reviewed,
      accept: Readonly<Record<string, string>> = {},
    ) =>
      deploy(context, {
        confirm,
        accept,
        ...(reviewed && { reviewed }),
        skipGates: 'a test',
        demands: { limits: DEFAULT_LIMITS, readers: 1 },
        onEvent(event) {
          events.push(event);
          // What the script in Terraform's place cannot do itself: the alias of cache moves with the apply.
          if (event.type === 'apply' && event.progress.address.startsWith('aws_lambda_alias'))
            lambda.aliases.set('trinity-cache-dev', '2');
          onEvent?.(event);
        },
      }),
    destroy: (
      confirm: DestroyOptions['confirm'] = () => Promise.resolve(true),
      onEvent?: (event: DeployEvent) => void,
    ) =>
      destroy(context, {
        confirm,
        onEvent(event) {
          events.push(event);
          onEvent?.(event);
        },
      }),
    report: () => JSON.parse(readFileSync(join(root, 'deployment-dev.json'), 'utf8')) as Report,
    records: () => (existsSync(join(root, 'deployments/dev')) ? readdirSync(join(root, 'deployments/dev')) : []),
    planIsGone: () =>
      !existsSync(
        readFileSync(join(root, 'plan-file'), 'utf8')
          .trim()
          .replace(/\/plan$/, ''),
      ),
  };
}

export const line = (type: string, address = 'aws_lambda_alias.cache') =>
  `echo '{"type":"${type}","hook":{"resource":{"addr":"${address}"},"action":"update"}}'`;
export const APPLIES = line('apply_complete');
