import type { GraphQLResolveInfo } from 'graphql';
import type { CodeUnit } from './code/code-unit';
import type { Realm } from './code/realm';
import type { Run } from './code/utilities';
import type { SourceResult, Request, SourceError } from './data-sources/source-result';
import { selectionSetGraphQL, selectionSetList } from './selection-set';

/** A data source, ready to run requests. */
export type RunDataSource = (request: Request) => Promise<SourceResult>;

/** A resolver's code, or an AppSync function's, with the data source that stands between its handlers. */
export interface Step {
  readonly unit: CodeUnit;
  readonly run: RunDataSource;
}

export type RunnableResolver =
  | { readonly kind: 'UNIT'; readonly step: Step }
  | { readonly kind: 'PIPELINE'; readonly unit: CodeUnit; readonly steps: readonly Step[] };

/** What is the same for every field of a request, made of the realm's objects. */
export interface RequestContext {
  readonly headers: unknown;
  readonly variables: unknown;
  readonly env: unknown;
  /** Who asks. */
  readonly identity: unknown;
}

export interface FieldProps {
  readonly realm: Realm;
  readonly request: RequestContext;
  readonly source: unknown;
  readonly args: Readonly<Record<string, unknown>>;
  readonly info: GraphQLResolveInfo;
  /** Makes `run` the one that utilities write to, until the handler ends. */
  readonly begin: (run: Run) => void;
  readonly run: Run;
  /** Told of a data source's error that ended the field: the client learns what the code says instead. */
  readonly onFailed: (where: string, error: SourceError) => void;
}

/**
 * Runs one resolver for one field: its handlers, its functions and what they ask of their data sources.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html
 *
 * @throws FieldError
 */
export async function runResolver(resolver: RunnableResolver, props: FieldProps): Promise<unknown> {
  const field = new Field(props);
  const { plain } = props.realm;
  if (resolver.kind === 'UNIT') return plain((await field.step(resolver.step, undefined)).value);

  const before = field.call(resolver.unit, 'request', {});
  let previous = before.value;
  if (!before.early) {
    for (const step of resolver.steps) {
      const ended = await field.step(step, previous);
      previous = ended.value;
      if (ended.toEnd) break;
    }
  }
  return plain(field.call(resolver.unit, 'response', { previous }).value);
}

interface Ended {
  readonly value: unknown;
  readonly early: boolean;
  /** Whether the rest of the pipeline is skipped. */
  readonly toEnd: boolean;
}

interface Stage {
  readonly previous?: unknown;
  readonly outcome?: SourceResult;
}

class Field {
  private readonly stash: unknown;
  private readonly info: unknown;

  constructor(private readonly props: FieldProps) {
    this.stash = props.realm.object();
    this.info = createInfo(props);
  }

  async step({ unit, run }: Step, previous: unknown): Promise<Ended> {
    const asked = this.call(unit, 'request', { previous });
    if (asked.early) return asked;
    const outcome = await run(this.props.realm.plain(asked.value ?? {}) as Request);
    try {
      return this.call(unit, 'response', { previous, outcome });
    } catch (error) {
      if (outcome.error) this.props.onFailed(unit.where, outcome.error);
      throw error;
    }
  }

  call(unit: CodeUnit, handler: 'request' | 'response', stage: Stage): Ended {
    this.props.run.handler = handler;
    this.props.begin(this.props.run);
    const ending = unit.run(handler, this.context(stage));
    return ending.kind === 'returned'
      ? { value: ending.value, early: false, toEnd: false }
      : { value: ending.by.value ?? null, early: true, toEnd: ending.by.skipTo === 'END' };
  }

  /** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html */
  private context({ previous, outcome }: Stage): unknown {
    const { realm, request, source, args } = this.props;
    const ctx = realm.object();
    ctx['arguments'] = ctx['args'] = realm.copy(args);
    ctx['identity'] = request.identity;
    ctx['source'] = source ?? null;
    ctx['stash'] = this.stash;
    ctx['prev'] = realm.object({ result: previous });
    if (outcome) {
      ctx['result'] = outcome.result;
      if (outcome.error) ctx['error'] = realm.copy(outcome.error);
    }
    ctx['request'] = realm.object({ headers: request.headers, domainName: null });
    ctx['env'] = request.env;
    ctx['info'] = this.info;
    return ctx;
  }
}

function createInfo({ realm, request, info }: FieldProps): unknown {
  const result = realm.object({
    fieldName: info.fieldName,
    parentTypeName: info.parentType.name,
    variables: request.variables,
  });
  // Computed only for code that asks: most does not.
  Object.defineProperties(result, {
    selectionSetList: { enumerable: true, get: () => realm.copy(selectionSetList(info)) },
    selectionSetGraphQL: { enumerable: true, get: () => selectionSetGraphQL(info) },
  });
  return result;
}
