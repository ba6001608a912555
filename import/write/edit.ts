import ts from 'typescript';
import type { TableConfig } from '../../environments/resources/table';

/** An environment's file says its tables in a way that is not understood here. */
export class NotWrittenOut extends Error {
  override readonly name = 'NotWrittenOut';
}

/** What is written of a table: that it is adopted, and how, or that it is released. */
export type Written = Pick<TableConfig, 'adopt'> | Pick<TableConfig, 'released'>;

/**
 * Puts settings of tables into the text of an environment's file, and changes nothing else in it. A table that has such a
 * setting keeps it.
 *
 * @param environment what the file exports: `dev`
 * @param settings by what the configuration calls the tables: `roomMovieCache`
 * @returns not formatted
 * @throws NotWrittenOut where a table does not stand in the file as a property of `systems.roomCache.tables`
 */
export function writeIn(text: string, environment: string, settings: ReadonlyMap<string, Written>): string {
  const source = ts.createSourceFile('environment.ts', text, ts.ScriptTarget.Latest, true);
  const object = exported(source, environment);
  if (!object) throw new NotWrittenOut(`it exports no object literal called ${environment}`);
  const tables = tablesIn(object, environment);
  const edits = [...settings].flatMap(([id, written]) =>
    Object.entries(written).map(([name, value]) => editOf(tables, id, [name, JSON.stringify(value)], source)),
  );
  return edits
    .toSorted((one, other) => other.from - one.from)
    .reduce((edited, { from, to, put }) => edited.slice(0, from) + put + edited.slice(to), text);
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

function editOf(
  tables: ts.ObjectLiteralExpression,
  id: string,
  [name, text]: readonly [name: string, text: string],
  source: ts.SourceFile,
): Edit {
  const setting = `${name}: ${text}`;
  if (isOverruled(tables, id)) throw new NotWrittenOut(`what its tables spread after ${id} may overrule it`);
  const property = propertyOf(tables, id);
  if (property && ts.isShorthandPropertyAssignment(property)) {
    return { from: property.getEnd(), to: property.getEnd(), put: `: { ...${id}, ${setting} }` };
  }
  if (!property || !ts.isPropertyAssignment(property)) throw new NotWrittenOut(`its tables have no ${id} of their own`);
  const value = unwrapped(property.initializer);
  if (!ts.isObjectLiteralExpression(value)) {
    const [from, to] = [property.initializer.getStart(source), property.initializer.getEnd()];
    return { from, to, put: `{ ...${property.initializer.getText(source)}, ${setting} }` };
  }
  const end = value.properties.end;
  if (propertyOf(value, name)) return { from: end, to: end, put: '' };
  const comma = value.properties.length > 0 && !value.properties.hasTrailingComma ? ', ' : ' ';
  return { from: end, to: end, put: `${comma}${setting}` };
}

/** The object of `export const dev: Environment = {…}`. */
function exported(source: ts.SourceFile, name: string): ts.ObjectLiteralExpression | undefined {
  const declaration = source.statements
    .filter((one) => ts.isVariableStatement(one))
    .flatMap((one) => [...one.declarationList.declarations])
    .find((one) => one.name.getText(source) === name);
  const value = declaration?.initializer && unwrapped(declaration.initializer);
  return value && ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** @throws NotWrittenOut where they, or what they are in, do not stand there as an object literal */
function tablesIn(object: ts.ObjectLiteralExpression, environment: string): ts.ObjectLiteralExpression {
  return ['systems', 'roomCache', 'tables'].reduce((within, name, at, path) => {
    const where = [environment, ...path.slice(0, at)].join('.');
    if (isOverruled(within, name)) throw new NotWrittenOut(`what ${where} spreads after its ${name} may overrule them`);
    const property = propertyOf(within, name);
    const value = property && ts.isPropertyAssignment(property) ? unwrapped(property.initializer) : undefined;
    if (value && ts.isObjectLiteralExpression(value)) return value;
    throw new NotWrittenOut(`${where} has no ${name}: {…} of its own`);
  }, object);
}

/** Whether something is spread into an object after a property: it may have one of the same name. */
function isOverruled(object: ts.ObjectLiteralExpression, name: string): boolean {
  const at = object.properties.findLastIndex((one) => one.name !== undefined && textOf(one.name) === name);
  return object.properties.slice(at + 1).some((one) => at >= 0 && ts.isSpreadAssignment(one));
}

/** The last one of a name counts. */
const propertyOf = (object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined =>
  object.properties.findLast((one) => one.name !== undefined && textOf(one.name) === name);

const textOf = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;

/** `({…})`, `{…} as const`, `{…} satisfies Environment` */
function unwrapped(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression)
    ? unwrapped(expression.expression)
    : expression;
}
