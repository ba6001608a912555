import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');

const ANSWER = 'what an emulated service answers: it goes to who asked, and ends no program';
const CAUGHT = 'caught by who called, who knows of what it is to be said';
const DEPLOYED = 'in a bundle of a Lambda function: it never leaves AWS';

/** Why an error is not of the family (programs/errors.ts). */
const APART: Readonly<Record<string, string>> = {
  AwsError: ANSWER,
  BedrockFailure: DEPLOYED,
  BugError: DEPLOYED,
  CognitoRefusal: ANSWER,
  FieldError: ANSWER,
  HandlerError: ANSWER,
  InvocationRefused: ANSWER,
  NotInJavaScript: CAUGHT,
  NotPlain: CAUGHT,
  NotWrittenOut: CAUGHT,
  RoleRefusal: ANSWER,
  StackProblem: CAUGHT,
  TmdbError: ANSWER,
  TooDeepError: CAUGHT,
  UnreadablePattern: CAUGHT,
  UnreadableRequest: CAUGHT,
  UpstreamError: DEPLOYED,
};

/** What `tsc` reads of the project, without the tests. */
const sources = ts
  .getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  )!
  .fileNames.map((path) => ({ path, file: relative(root, path) }))
  .filter(({ file }) => !file.startsWith('__tests__/'))
  .map(({ path, file }) => ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));

function all<Node extends ts.Node>(
  is: (node: ts.Node) => node is Node,
): { readonly file: string; readonly node: Node }[] {
  const found: { readonly file: string; readonly node: Node }[] = [];
  for (const source of sources) {
    const visit = (node: ts.Node): void => {
      if (is(node)) found.push({ file: source.fileName, node });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** Each with the name of the one that it extends. */
const classes = all(ts.isClassLike).flatMap(({ file, node }) => {
  const [base] = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types ?? [];
  return base ? [{ file, name: node.name?.text ?? '(none)', base: base.expression.getText() }] : [];
});

/** Below one of these, at any depth. */
function below(bases: readonly string[]): typeof classes {
  const found = classes.filter(({ base }) => bases.includes(base));
  return found.length === 0 ? [] : [...found, ...below(found.map(({ name }) => name))];
}

const errors = below([
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
]);
const family = new Set(below(['ProgramError']).map(({ name }) => name)).add('ProgramError');

test('each error is of the family, or apart for a reason', () => {
  expect(family.size).toBeGreaterThan(10);
  const others = errors.filter(({ name }) => !family.has(name));
  expect(others.map(({ name }) => name).sort()).toEqual(Object.keys(APART));
  const deployed = others.filter(({ file }) => /^(?:functions|api)\//.test(file)).map(({ name }) => name);
  expect(deployed.sort()).toEqual(Object.keys(APART).filter((name) => APART[name] === DEPLOYED));
});

test('no two errors have one name', () => {
  const names = errors.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
});

test('what an error is, is its class: its name is compared nowhere', () => {
  const names = new Set(errors.map(({ name }) => name));
  const written = all(ts.isStringLiteralLike).filter(
    ({ node }) =>
      names.has(node.text) && !(ts.isPropertyDeclaration(node.parent) && node.parent.name.getText() === 'name'),
  );
  expect(written.map(({ file, node }) => `${file}: ${node.text}`)).toEqual([]);
});
