import type { Json, JsonObject } from '../../plan/model';
import { blocksOf, show, textsOf } from '../attributes';
import { readStatements, type Statement } from './statement';

/** A policy that is written as `data.aws_iam_policy_document`: only a synthesis shows it, a plan has what becomes of it. */
export function readDataDocument(document: JsonObject | null): readonly Statement[] {
  const statements = blocksOf(document ?? {}, 'statement').map((statement) => ({
    Sid: statement.sid ?? '',
    Effect: statement.effect ?? 'Allow',
    Action: statement.actions ?? [],
    NotAction: statement.not_actions ?? [],
    Resource: statement.resources ?? [],
    NotResource: statement.not_resources ?? [],
    Principal: principalsOf(statement, 'principals'),
    NotPrincipal: principalsOf(statement, 'not_principals'),
    Condition: conditionsOf(statement),
  }));
  return readStatements({ Statement: statements }) ?? [];
}

const principalsOf = (statement: JsonObject, name: string): JsonObject => {
  const found = empty<Json[]>();
  for (const { type, identifiers } of blocksOf(statement, name))
    (found[show(type)] ??= []).push(...textsOf(identifiers));
  return found;
};

const conditionsOf = (statement: JsonObject): JsonObject => {
  const found = empty<Record<string, Json>>();
  for (const { test, variable, values } of blocksOf(statement, 'condition')) {
    (found[show(test)] ??= empty())[show(variable)] = values ?? [];
  }
  return found;
};

/** It inherits nothing: a name may be `constructor`. */
const empty = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;
