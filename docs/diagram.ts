/**
 * Draws `docs/diagram.svg` from the synthesized Terraform of `dev`: which field asks which function and table, step by step.
 *
 * Nothing in the picture is drawn by hand: nodes are resources and what the stack uses of others, arrows are references
 * between them. Run it with `npm run diagram`; `npm run check` fails when the picture no longer matches the Terraform.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { own } from '../keys/own';
import { UserError } from '../programs/user-error';

type Attributes = Record<string, unknown>;
type Resources = Record<string, Record<string, Attributes>>;

/** A stack, as far as it is drawn. */
interface Stack {
  readonly resource: Resources;
  /** What the stack uses, and Terraform does not look after. */
  readonly data?: Resources;
  readonly locals?: Record<string, unknown>;
}

/** How that looks which is used, and which Terraform does not look after. */
const NOT_OURS = "(not Terraform's)";
const FOREIGN = 'style="filled,dashed"';

/** Where the page around the picture is dark. By Graphviz's classes; a group is named by what it holds. */
const DARK = `@media (prefers-color-scheme: dark) {
  text { fill: #e2e8f0 }
  .node path, .node polygon { fill: #1e293b; stroke: #94a3b8 }
  .edge path { stroke: #94a3b8 }
  .edge polygon { fill: #94a3b8; stroke: #94a3b8 }
  .edge.later path { stroke: #c084fc }
  .edge.later polygon { fill: #c084fc; stroke: #c084fc }
  .edge.failed path { stroke: #f87171 }
  .edge.failed polygon { fill: #f87171; stroke: #f87171 }
  .cluster.api path { fill: #2a1a4a; stroke: #2a1a4a }
  .cluster.functions path { fill: #3a2010; stroke: #3a2010 }
  .cluster.tables path { fill: #172554; stroke: #172554 }
  .tmdb polygon { fill: #14532d }
  .alarms path { fill: #422006 }
  .dead path { fill: #450a0a }
}`;

const stackFile = join(__dirname, '../cdktf.out/stacks/dev/cdk.tf.json');
const picture = join(__dirname, 'diagram.svg');

/** Addresses `type.name`, or `data.type.name`, that a value refers to, at any depth. */
function references(value: unknown): string[] {
  const text = JSON.stringify(value) ?? '';
  return [...text.matchAll(/\$\{((?:data\.)?aws_\w+\.[\w-]+)\./g)].map((match) => match[1]!);
}

/** The Graphviz source of the picture. */
export function describeDiagram({ resource: resources, data = {}, locals = {} }: Stack): string {
  const allIn = (from: Resources, type: string): [string, Attributes][] =>
    Object.entries(own(from, type) ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const all = (type: string) => allIn(resources, type);
  const lines: string[] = [];
  const later: string[] = [];
  const node = (id: string, label: string, style: string) => lines.push(`  "${id}" [label="${label}" ${style}];`);
  const edge = (from: string, to: string, style = '') => lines.push(`  "${from}" -> "${to}" [${style}];`);

  // What a step of a pipeline, an AppSync function, asks.
  const asked = (step: string) => {
    const fn = own(resources['aws_appsync_function'], step.split('.')[1]!);
    const dataSource = references(fn?.['data_source'])[0]?.split('.')[1];
    const target = own(resources['aws_appsync_datasource'], dataSource ?? '');
    const reached = references(target?.['lambda_config'] ?? target?.['dynamodb_config'])[0]?.replace(
      'aws_lambda_alias.',
      'aws_lambda_function.',
    );
    return {
      name: String(fn?.['name']),
      reached,
      asynchronous: /invocationType:\s*["']Event["']/.test(String(fn?.['code'])),
    };
  };

  node('client', "members' apps\\nGraphQL", 'shape=tab');
  lines.push(
    '  subgraph cluster_api { class="api"; label="AppSync: a field, and the steps of its resolver\\n(dashed: nobody waits for it)"; style="rounded,filled"; color="#f3e8ff";',
  );
  for (const [name, resolver] of all('aws_appsync_resolver')) {
    const field = `${String(resolver['type'])}.${String(resolver['field'])}`;
    const steps = references(resolver['pipeline_config']).map(asked);
    const rows = [
      `<TR><TD ALIGN="LEFT"><B>${field}</B></TD></TR>`,
      ...steps.map((step, at) => `<TR><TD ALIGN="LEFT" PORT="${at + 1}">${at + 1}  ${step.name}</TD></TR>`),
    ];
    const table = `<TABLE BORDER="1" STYLE="ROUNDED" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" BGCOLOR="#ffffff">${rows.join('')}</TABLE>`;
    lines.push(`  "aws_appsync_resolver.${name}" [shape=plain style="" label=<${table}>];`);
    for (const [at, { reached, asynchronous }] of steps.entries()) {
      if (reached) {
        later.push(
          `  "aws_appsync_resolver.${name}":${at + 1}:e -> "${reached}" [${asynchronous ? 'class="later" style=dashed color="#9333ea"' : ''}];`,
        );
      }
    }
  }
  lines.push('  }');
  lines.push(
    '  subgraph cluster_functions { class="functions"; label="Lambda (alias live)"; style="rounded,filled"; color="#ffedd5";',
  );
  for (const [name, fn] of all('aws_lambda_function')) {
    node(`aws_lambda_function.${name}`, String(fn['function_name']), '');
  }
  lines.push('  }');
  lines.push('  subgraph cluster_tables { class="tables"; label="DynamoDB"; style="rounded,filled"; color="#dbeafe";');
  const keyOf = (table: Attributes | undefined) =>
    [table?.['hash_key'], table?.['range_key']].filter(Boolean).join(' + ');
  for (const [name, table] of all('aws_dynamodb_table')) {
    node(`aws_dynamodb_table.${name}`, `${String(table['name'])}\\n${keyOf(table)}`, 'shape=cylinder');
  }
  // Of one that somebody else looks after, a local value tells the key.
  const keys = (Object.values(locals) as Attributes[]).filter((value) => 'hash_key' in value);
  for (const [name, { name: table }] of allIn(data, 'aws_dynamodb_table')) {
    node(
      `data.aws_dynamodb_table.${name}`,
      `${String(table)}\\n${keyOf(keys.find((one) => one['name'] === table))}\\n${NOT_OURS}`,
      `shape=cylinder ${FOREIGN}`,
    );
  }
  lines.push('  }');

  lines.push(...later);
  for (const [name, fn] of all('aws_lambda_function')) {
    for (const address of new Set(references(fn['environment']))) edge(`aws_lambda_function.${name}`, address);
    if (JSON.stringify(fn['environment']).includes('TMDB_URL')) edge(`aws_lambda_function.${name}`, 'tmdb');
  }
  node('tmdb', 'TMDB\\nkey from SSM, read at run time', 'class="tmdb" shape=component fillcolor="#dcfce7"');
  for (const [, config] of all('aws_lambda_function_event_invoke_config')) {
    const fn = references(config['function_name'])[0];
    const queue = references(config['destination_config'])[0];
    if (fn && queue) {
      node(queue, 'dead letters', 'class="dead" fillcolor="#fee2e2"');
      edge(
        fn.replace('aws_lambda_alias.', 'aws_lambda_function.'),
        queue,
        'class="failed" style=dashed color="#dc2626"',
      );
    }
  }
  const [first] = all('aws_appsync_resolver')[Math.floor(all('aws_appsync_resolver').length / 2)] ?? [];
  edge('client', `aws_appsync_resolver.${first}`, 'lhead=cluster_api');
  for (const [name, pool] of allIn(data, 'aws_cognito_user_pool')) {
    node(`pool.${name}`, `user pool ${String(pool['user_pool_id'])}\\n${NOT_OURS}`, FOREIGN);
    edge(`pool.${name}`, `aws_appsync_resolver.${first}`, 'lhead=cluster_api');
  }
  const alarms = all('aws_cloudwatch_metric_alarm').length;
  node('alarms', `${alarms} alarms, a dashboard`, 'class="alarms" fillcolor="#fef9c3"');
  for (const [name] of all('aws_sns_topic')) {
    node(`aws_sns_topic.${name}`, 'notification topic', 'class="alarms" fillcolor="#fef9c3"');
    edge('alarms', `aws_sns_topic.${name}`);
  }
  return [
    'digraph trinity {',
    '  rankdir=LR; compound=true; bgcolor="transparent"; nodesep=0.18; ranksep=1.1; fontname="Helvetica"; fontsize=13; splines=spline;',
    '  node [shape=box style="rounded,filled" fontname="Helvetica" fontsize=11 color="#64748b" fillcolor="#ffffff"];',
    '  edge [color="#64748b" arrowsize=0.7];',
    ...lines,
    '}',
  ].join('\n');
}

async function main(): Promise<void> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const stack = JSON.parse(readFileSync(stackFile, 'utf8')) as Stack;
  const graphviz = await Graphviz.load();
  const svg = graphviz.dot(describeDiagram(stack)).replace(/<svg[^>]*>/, (svg) => `${svg}\n<style>${DARK}</style>`);
  const check = process.argv.includes('--check');
  if (!check) {
    writeFileSync(picture, svg);
    process.stdout.write('docs/diagram.svg is drawn from cdktf.out/stacks/dev/cdk.tf.json\n');
  } else if (readFileSync(picture, 'utf8') !== svg) {
    throw new UserError('docs/diagram.svg does not match the synthesized Terraform: run npm run diagram and commit it');
  }
}

if (require.main === module) void main();
