import { randomUUID } from 'node:crypto';
import { AwsError, json } from '../door/messages';
import { isWeighted, moveAlias } from './concurrency';
import type { Call, Operation } from './operation';
import { page } from './page';
import { conflict, found, invalid, requireRevision, type Alias, type StoredFunction } from './store';

export const versionOperations = {
  PublishVersion(call) {
    const fn = call.fn();
    const { CodeSha256, RevisionId, Description } = call.input as Record<string, string | undefined>;
    requireRevision(RevisionId, fn.latest);
    if (CodeSha256 !== undefined && CodeSha256 !== fn.latest.CodeSha256) {
      throw invalid(
        `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${fn.latest.CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    return json(201, fn.publish(Description));
  },
  ListVersionsByFunction(call) {
    const fn = call.fn();
    const versions = [...fn.versions.values()].map((one) => ({ ...one, FunctionArn: `${fn.arn}:${one.Version}` }));
    return page('Versions', versions, call.query);
  },
  CreateAlias(call) {
    const fn = call.fn();
    const name = String(call.input['Name']);
    if (fn.aliases.has(name)) throw conflict(`Alias already exists: ${fn.arn}:${name}`);
    return json(201, putAlias(call, fn, name));
  },
  ListAliases(call) {
    const wanted = call.query.get('FunctionVersion');
    const aliases = [...call.fn().aliases.values()];
    return page(
      'Aliases',
      wanted === null ? aliases : aliases.filter((one) => one.FunctionVersion === wanted),
      call.query,
    );
  },
  GetAlias: (call) => findAlias(call),
  UpdateAlias(call) {
    requireRevision(call.input['RevisionId'], findAlias(call));
    return putAlias(call, call.fn(), call.path('alias'));
  },
  DeleteAlias(call) {
    const { aliases, provisioned, eventInvoke, policies } = call.fn();
    const name = call.path('alias');
    for (const map of [aliases, provisioned, eventInvoke, policies]) map.delete(name);
    return undefined;
  },
} satisfies Record<string, Operation>;

function findAlias(call: Call): Alias {
  const fn = call.fn();
  return found(fn.aliases.get(call.path('alias')), `Cannot find alias arn: ${fn.arn}:${call.path('alias')}`);
}

function putAlias(call: Call, fn: StoredFunction, name: string): Alias {
  const { input } = call;
  const before = fn.aliases.get(name);
  const FunctionVersion = (input['FunctionVersion'] as string | undefined) ?? before?.FunctionVersion ?? '';
  const RoutingConfig = (input['RoutingConfig'] ?? before?.RoutingConfig) as Alias['RoutingConfig'];
  for (const version of [FunctionVersion, ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})]) {
    if (!fn.versions.has(version)) {
      throw new AwsError(404, 'ResourceNotFoundException', `Function not found: ${fn.arn}:${version}`);
    }
  }
  const alias: Alias = {
    AliasArn: `${fn.arn}:${name}`,
    Name: name,
    FunctionVersion,
    Description: input['Description'] ?? before?.['Description'] ?? '',
    ...(RoutingConfig && isWeighted(RoutingConfig) && { RoutingConfig }),
    RevisionId: randomUUID(),
  };
  return moveAlias(call, fn, alias);
}
