import { own, setOwn } from '../../../../../keys/own';
import type { Json, JsonObject } from '../../plan/value';
import { blocksOf, show, textsOf } from '../attributes';
import { readStatement, type Statement } from './statement';

/** A policy that is written as `data.aws_iam_policy_document`: only a synthesis shows it, a plan has what becomes of it. */
export const readDataDocument = (document: JsonObject | null): readonly Statement[] =>
  blocksOf(document ?? {}, 'statement').map((statement) =>
    readStatement({
      Sid: statement.sid ?? '',
      Effect: statement.effect ?? 'Allow',
      Action: statement.actions ?? [],
      NotAction: statement.not_actions ?? [],
      Resource: statement.resources ?? [],
      NotResource: statement.not_resources ?? [],
      Principal: principalsOf(statement, 'principals'),
      NotPrincipal: principalsOf(statement, 'not_principals'),
      Condition: conditionsOf(statement),
    }),
  );

const principalsOf = (statement: JsonObject, name: string): JsonObject => {
  const found: Record<string, readonly Json[]> = {};
  for (const { type, identifiers } of blocksOf(statement, name))
    setOwn(found, show(type), [...(own(found, show(type)) ?? []), ...textsOf(identifiers)]);
  return found;
};

const conditionsOf = (statement: JsonObject): JsonObject => {
  const found: Record<string, JsonObject> = {};
  for (const { test, variable, values } of blocksOf(statement, 'condition')) {
    setOwn(found, show(test), { ...own(found, show(test)), [show(variable)]: values ?? [] });
  }
  return found;
};
