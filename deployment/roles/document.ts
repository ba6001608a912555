/** A policy document of IAM, as far as it is written here. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export interface Statement {
  /** Letters and digits, once in a document. */
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  /** By operator, then by key: `{ StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } }`. */
  readonly Condition?: Conditions;
}

export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Every action that a document allows, each once, sorted. */
export const actionsOf = ({ Statement }: PolicyDocument): string[] =>
  [...new Set(Statement.flatMap(({ Action }) => Action))].sort();
