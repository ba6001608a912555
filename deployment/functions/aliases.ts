import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
  ResourceNotFoundException,
  UpdateAliasCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';

/** A function that is released by its alias `live`. */
export interface Released {
  /** `cache` */
  readonly name: string;
  /** `trinity-cache-staging` */
  readonly functionName: string;
}

/** The same, and the version that the alias points at. */
export interface LiveFunction extends Released {
  readonly version: string;
  /** Base64, as Lambda has it. */
  readonly codeSha256: string;
}

const ALIAS = 'live';

/** Of these functions, those that are deployed. Asks Lambda only: no Terraform, no state. */
export async function readLive(lambda: LambdaClient, released: readonly Released[]): Promise<LiveFunction[]> {
  const live = await Promise.all(released.map((one) => readOne(lambda, one)));
  return live.filter((one) => one !== undefined);
}

async function readOne(lambda: LambdaClient, { name, functionName }: Released): Promise<LiveFunction | undefined> {
  try {
    const alias = await lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: ALIAS }));
    const version = alias.FunctionVersion!;
    const { CodeSha256 } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: version }),
    );
    return { name, functionName, version, codeSha256: CodeSha256! };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined; // not deployed yet, or interrupted between function and alias
    throw error;
  }
}

/** A published version that Lambda keeps. */
export interface KeptVersion {
  readonly version: string;
  /** RFC 3339 */
  readonly published: string;
  readonly codeSha256: string;
}

/** The newest first. */
export async function listVersions(lambda: LambdaClient, functionName: string): Promise<KeptVersion[]> {
  const kept: KeptVersion[] = [];
  let marker: string | undefined;
  do {
    const page = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: functionName, Marker: marker }));
    for (const { Version, LastModified, CodeSha256 } of page.Versions ?? []) {
      if (Version === undefined || Version === '$LATEST') continue;
      kept.push({ version: Version, published: LastModified ?? 'unknown', codeSha256: CodeSha256 ?? 'unknown' });
    }
    marker = page.NextMarker;
  } while (marker);
  return kept.sort((a, b) => Number(b.version) - Number(a.version));
}

/** An alias that was moved. */
export interface Move extends Released {
  readonly from: string;
  readonly to: string;
}

/** One update of an alias each, all at once; no share of the calls goes elsewhere afterwards. @throws AggregateError with each that failed, after all have been tried */
export async function moveAliases(lambda: LambdaClient, moves: readonly Move[]): Promise<void> {
  const outcomes = await Promise.allSettled(
    moves.map(({ functionName, to }) =>
      lambda.send(
        new UpdateAliasCommand({
          FunctionName: functionName,
          Name: ALIAS,
          FunctionVersion: to,
          RoutingConfig: { AdditionalVersionWeights: {} }, // left out, weights stay as they are
        }),
      ),
    ),
  );
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [new Error(moves[index]!.functionName, { cause: outcome.reason })] : [],
  );
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join(', '));
}

/** Those of the moves that lead to a version which Lambda does not keep (any more). */
export async function withoutVersion(lambda: LambdaClient, moves: readonly Move[]): Promise<Move[]> {
  const missing = await Promise.all(
    moves.map(async (move) => {
      try {
        const version = { FunctionName: move.functionName, Qualifier: move.to };
        await lambda.send(new GetFunctionConfigurationCommand(version));
        return undefined;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return move;
        throw error;
      }
    }),
  );
  return missing.filter((move) => move !== undefined);
}

/** What has to move so that the functions are as they were; one that was not there before stays. */
export function movesBack(now: readonly LiveFunction[], before: readonly LiveFunction[]): Move[] {
  return now.flatMap(({ name, functionName, version }) => {
    const old = before.find((one) => one.functionName === functionName);
    return old && old.version !== version ? [{ name, functionName, from: version, to: old.version }] : [];
  });
}

export const describeMoves = (moves: readonly Move[]): string =>
  moves.map(({ name, from, to }) => `${name} from version ${from} to ${to}`).join(', ');
