import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { besideMoto } from '../../../../rehearsal/aws/models/botocore';
import { matches } from '../../../../packages/plan-review/src/judging/policy/match';
import { unscopedActions } from '../../../../packages/plan-review/src/judging/policy/unscoped';
import { environments, policies, synthesizeEnvironment } from '../../../stacks/synthesize';
import { describeWith } from '../../../support/loud-skip';

const root = join(__dirname, '../../../..');

/** An action in code: a text of its own. Whatever its service is called, it has to be one. */
const IN_CODE = /(?<!from )'([a-z][a-z0-9-]*:[A-Za-z*]+)'/g;
/**
 * An action in prose or in a document: between backticks or quotes. What is the key of something is a condition's, and so is
 * what begins with `aws:`.
 */
const IN_DOCUMENTS = /[`"]((?!aws:)[a-z][a-z0-9-]*:[A-Z][A-Za-z]*\*?)[`"](?!:)/g;

/** What looks like an action of IAM in the files of a folder, with where it stands. */
const actionsIn = (folder: string, files: RegExp, action: RegExp): [action: string, file: string][] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => files.test(file))
    .flatMap((file) =>
      [...readFileSync(join(root, folder, file), 'utf8').matchAll(action)].map(([, name = '']): [string, string] => [
        name,
        join(folder, file),
      ]),
    );

describeWith(['moto_server', 'cfn-lint'], 'names of IAM actions', () => {
  /** In lower case, by service. */
  let known: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    const [folder] = await besideMoto('cfnlint');
    const text = readFileSync(join(folder!, 'data', 'AdditionalSpecs', 'Policies.json'), 'utf8');
    const services = Object.entries(JSON.parse(text) as Record<string, { Actions: object }>);
    known = new Map(services.map(([service, { Actions }]) => [service, Object.keys(Actions)]));
  });

  /** Those that stand for no action. */
  const unknown = (actions: readonly (readonly [action: string, where: string])[]) =>
    actions.filter(([action]) => {
      const [service = '', name = ''] = action.toLowerCase().split(':');
      const all = known.get(service) ?? [];
      return !(name.includes('*') ? all.some((one) => matches(name, one)) : all.includes(name));
    });

  test('what the roles of every environment are allowed exists', () => {
    const granted = environments.flatMap((one) =>
      Object.entries(policies(synthesizeEnvironment(one))).flatMap(([role, statements]) =>
        statements.flatMap(({ Action }) => Action.map((action) => [action, `${one.name} ${role}`] as const)),
      ),
    );
    expect(granted.length).toBeGreaterThan(100);
    expect(unknown(granted)).toEqual([]);
  });

  test('what a review looks for exists', () => {
    const lists = actionsIn('packages/plan-review/src/judging/policy', /(escalation|wildcards)\.ts$/, IN_CODE);
    expect(lists.length).toBeGreaterThan(180);
    expect(unknown(lists)).toEqual([]);
    const all = new Set([...known].flatMap(([service, actions]) => actions.map((action) => `${service}:${action}`)));
    expect(unscopedActions().filter((action) => !all.has(action))).toEqual([]);
  });

  // In code, the name of a condition follows a brace, or has a list of values behind it.
  test.each(['deployment', 'stacks'])('what %s names exists', (folder) => {
    const named = actionsIn(folder, /\.ts$/, /(?<!\{ )'((?!aws:)[a-z][a-z0-9-]*:[A-Z][A-Za-z]*)'(?!: \[)/g);
    expect(named.length).toBeGreaterThan(1);
    expect(unknown(named)).toEqual([]);
  });

  test('what the documentation asks for exists', () => {
    const named = actionsIn('docs', /\.(md|json)$/, IN_DOCUMENTS);
    expect(named.length).toBeGreaterThan(8);
    expect(unknown(named)).toEqual([]);
  });

  test('a name that does not exist is found', () => {
    const wrong = ['dynamodb:GetItems', 'dynamo:GetItem', 's3:Fetch*'].map((action) => [action, ''] as const);
    expect(unknown([...wrong, ['dynamodb:GetItem', ''], ['s3:Get*', '']])).toEqual(wrong);
  });
});
