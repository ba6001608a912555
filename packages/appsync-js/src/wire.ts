import type { GraphQLSchema } from 'graphql';
import { own } from '../../../keys/own';
import { CodeChecker } from './code/check';
import { createCodeUnit, type CodeUnit } from './code/code-unit';
import { createDynamodbModule, DYNAMODB_MODULE } from './code/dynamodb-module';
import { createRealm, type Realm, type Thrown } from './code/realm';
import { OPERATORS } from './code/transform';
import { createUtilities, type Run, utilityNames } from './code/utilities';
import { runDynamodb } from './data-sources/dynamodb';
import { runLambda } from './data-sources/lambda';
import { checkFields, type SourceError } from './data-sources/source-result';
import type { ApiDefinition, ApiOptions, Backends, DataSource, GivenBackends, Resolver } from './definition';
import type { Problem } from './errors';
import type { RunDataSource, RunnableResolver, Step } from './resolver';

/** An API whose code is checked and compiled. */
export interface Wiring {
  readonly realm: Realm;
  /** By `Type.field`. */
  readonly resolvers: ReadonlyMap<string, RunnableResolver>;
  /** Makes `run` the one that utilities write to. */
  readonly begin: (run: Run) => void;
  readonly onFailed: (where: string, error: SourceError) => void;
}

/**
 * Checks and compiles all code of an API.
 *
 * @param problems takes what AppSync would refuse, and what the local run does not know
 */
export function wire(
  definition: ApiDefinition,
  schema: GraphQLSchema | undefined,
  backends: GivenBackends,
  problems: Problem[],
  { asReported = false, placesOf }: ApiOptions,
): Wiring {
  const now = () => backends.now?.() ?? Date.now();
  const realm = createRealm(
    (level, args) => backends.log({ level: level === 'error' ? 'ERROR' : 'INFO', message: args }),
    asReported,
  );
  let current: Run; // each handler begins its own
  const utilities = createUtilities({
    values: realm,
    copy: (value) => realm.copy(value),
    now,
    run: () => current,
    asReported,
  });
  const dynamodb = createDynamodbModule((value) => realm.copy(value));
  const modules = {
    '@aws-appsync/utils': realm.expose(utilities),
    [DYNAMODB_MODULE]: realm.module(dynamodb),
    [OPERATORS]: realm.operators,
  };
  const checker = new CodeChecker(utilityNames({ ...utilities, dynamodb }));

  const compile = (where: string, code: string): CodeUnit | undefined => {
    const placeOf = placesOf?.(code);
    const { program, problems: found } = checker.check(where, code, placeOf);
    problems.push(...found);
    const onBroken = logBroken(backends);
    return program && createCodeUnit({ where, code, placeOf, program, realm, modules, onBroken });
  };
  const dataSource = (where: string, name: string | undefined): RunDataSource | undefined => {
    const found = name === undefined ? undefined : own(definition.dataSources, name);
    if (!found) {
      const known = Object.keys(definition.dataSources).join(', ') || 'none';
      problems.push({ where, message: `There is no data source ${name}. The API has ${known}.` });
    }
    const run = found && connect(found, backends, realm);
    if (found && !run) {
      const backend = found.type === 'AWS_LAMBDA' ? 'invoke' : 'dynamodb';
      problems.push({
        where,
        message: `The data source ${name} is ${found.type}: createApi needs the backend ${backend}.`,
      });
    }
    return run;
  };
  const step = (where: string, name: string | undefined, code: string): Step | undefined => {
    const unit = compile(where, code);
    const run = dataSource(where, name);
    return unit && run && { unit, run };
  };

  const steps = new Map(
    Object.entries(definition.functions ?? {}).map(([id, { name, dataSource: source, code }]) => [
      id,
      step(`function ${name}`, source, code),
    ]),
  );
  const resolvers = new Map<string, RunnableResolver>();
  for (const resolver of definition.resolvers) {
    const where = `${resolver.type}.${resolver.field}`;
    if (schema) checkField(schema, resolver, problems);
    if (resolver.kind === 'UNIT') {
      const unit = step(where, resolver.dataSource, resolver.code);
      if (unit) resolvers.set(where, { kind: 'UNIT', step: unit });
      continue;
    }
    const unit = compile(where, resolver.code);
    const found = (resolver.functions ?? []).map((id) => {
      if (!steps.has(id))
        problems.push({
          where,
          message: `There is no function ${id}. The API has ${[...steps.keys()].join(', ') || 'none'}.`,
        });
      return steps.get(id);
    });
    if (unit) resolvers.set(where, { kind: 'PIPELINE', unit, steps: found.filter((each) => each !== undefined) });
  }
  return { realm, resolvers, begin: (run) => (current = run), onFailed: logFailed(backends) };
}

/** @returns undefined when what it asks is not there */
function connect(dataSource: DataSource, backends: GivenBackends, realm: Realm): RunDataSource | undefined {
  switch (dataSource.type) {
    case 'AMAZON_DYNAMODB': {
      const { dynamodb } = backends;
      if (!dynamodb) return undefined;
      const { tableName, serviceRoleArn } = dataSource;
      const send: Backends['dynamodb']['send'] = (operation, input) => dynamodb.send(operation, input, serviceRoleArn);
      const props = { tableName, dynamodb: { send }, values: realm };
      return (request) => runDynamodb(request, props);
    }
    case 'AWS_LAMBDA': {
      const invoke = backends.invoke?.bind(backends);
      if (!invoke) return undefined;
      const { functionArn, serviceRoleArn } = dataSource;
      const props = {
        functionArn,
        invoke: (...[arn, type, payload]: Parameters<Backends['invoke']>) => invoke(arn, type, payload, serviceRoleArn),
        copy: (value: unknown) => realm.copy(value),
      };
      return (request) => runLambda(request, props);
    }
    case 'NONE':
      return (request) => {
        checkFields('a request to NONE', request, ['version', 'payload']);
        return Promise.resolve({ result: realm.copy(request['payload'] ?? null) });
      };
  }
}

function checkField(schema: GraphQLSchema, { type, field }: Resolver, problems: Problem[]): void {
  const found = schema.getType(type);
  const fields = found && 'getFields' in found ? Object.keys(found.getFields()) : undefined;
  const where = `${type}.${field}`;
  if (!fields) problems.push({ where, message: `The schema has no type ${type} with fields.` });
  else if (!fields.includes(field))
    problems.push({ where, message: `The schema's type ${type} has no field ${field}. It has ${fields.join(', ')}.` });
}

/** What the data source said, where the code has put words for a person in its place. */
function logFailed(backends: GivenBackends) {
  return (where: string, { type, message }: SourceError): void =>
    backends.log({ level: 'ERROR', message: `${where}: ${type}: ${message}` });
}

/** What a client must not see stands in the log: the code that broke, and where. */
function logBroken(backends: GivenBackends) {
  return (where: string, handler: string, { message, frames }: Thrown): void =>
    backends.log({ level: 'ERROR', message: `${where} ${handler}: ${message}`, stack: frames });
}
