import type { z } from 'zod';
import { own } from '../../keys/own';
import { awsTable, type AwsTable } from './aws';
import { explain, isLaterFilledIn, type Path } from './lenient';
import { simpleTable } from './simple-table';
import { withoutExamples, workbenchTable } from './workbench';

/** A table as some tool wrote it down. */
export interface Found {
  /** What it stands in, for a person: `create-table input`. */
  readonly shape: string;
  /** Where it stands in the file; empty for the whole of it. */
  readonly path: string;
  /** Keys that stand around it and that no such file has. */
  readonly unknown?: readonly string[];
  readonly properties: unknown;
  readonly schema: z.ZodType<AwsTable>;
  /** How the file spells a path of the properties. Default: as AWS does. */
  readonly spell?: (path: Path) => Path;
}

/** What stands at a path is no table, or none that can be read. */
export interface Refused {
  readonly path: string;
  /** Sentences: what it is. */
  readonly reason: string;
}

type Document = Readonly<Record<string, unknown>>;

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What people take for a description of a table, by a key that it has. */
const MISTAKEN: Readonly<Record<string, string>> = {
  ContinuousBackupsDescription: 'the answer to describe-continuous-backups',
  TimeToLiveDescription: 'the answer to describe-time-to-live',
  Policy: 'the answer to get-resource-policy',
  KinesisDataStreamDestinations: 'the answer to describe-kinesis-streaming-destination',
  ContributorInsightsSummaries: 'the answer to list-contributor-insights',
  Tags: 'the answer to list-tags-of-resource',
  TableNames: 'the answer to list-tables',
  Items: 'the answer to scan or query',
  resource_changes: 'a plan of Terraform',
  terraform_version: 'a state of Terraform',
  resource: 'a configuration of Terraform',
};

/** Finds the tables in what a file holds, whatever wrote it; never nothing. */
export function findTables(document: unknown, path = ''): (Found | Refused)[] {
  if (Array.isArray(document)) {
    if (document.length === 0) return [{ path, reason: 'It is an empty list.' }];
    return document.flatMap((one: unknown, index) => findTables(one, `${path}[${index}]`));
  }
  if (!isDocument(document)) return [{ path, reason: 'It is no description of a table.' }];

  // Recorded answers of AWS, with what their recorder put around them.
  if (isDocument(document.data) && 'status_code' in document) return findTables(document.data, join(path, 'data'));
  for (const key of ['Table', 'TableDescription']) {
    const table = own(document, key);
    if (!isDocument(table)) continue;
    const unknown = Object.keys(document).filter((one) => ![key, 'ResponseMetadata', '$metadata'].includes(one));
    return [
      {
        ...inAwsWords('describe-table output', join(path, key), table),
        unknown: unknown.map((one) => join(path, one)),
      },
    ];
  }
  if ('KeySchema' in document) {
    return [inAwsWords('TableStatus' in document ? 'describe-table output' : 'create-table input', path, document)];
  }
  if ('keySchema' in document) {
    return [{ ...inAwsWords('camelCase schema', path, inPascalCase(document)), spell: inCamelCase(document) }];
  }
  if (Array.isArray(document.DataModel) && document.DataModel.length > 0) {
    return document.DataModel.map((model: unknown, index) => ({
      shape: 'NoSQL Workbench model',
      path: `${join(path, 'DataModel')}[${index}]`,
      properties: isDocument(model) ? withoutExamples(model) : model,
      schema: workbenchTable,
    }));
  }
  const resources = blocksOf(document, path).flatMap(([where, block]) => resourcesOf(block, where));
  if (resources.length > 0) return resources;

  const mistaken = Object.keys(MISTAKEN).find((key) => Object.hasOwn(document, key));
  if (mistaken !== undefined)
    return [{ path, reason: `It is ${own(MISTAKEN, mistaken)}, not a description of a table.` }];
  return [{ path, reason: 'It describes no DynamoDB table.' }];
}

/** A path one step further in. */
export const join = (path: string, key: PropertyKey): string => {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[^\s.[\]"]+$/.test(String(key))) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? String(key) : `${path}.${String(key)}`;
};

/** Where resources stand in a template of CloudFormation or SAM, in serverless.yml, or in a fragment of either. */
function blocksOf(document: Document, path: string): [path: string, block: unknown][] {
  const { Resources, resources } = document;
  return [
    [join(path, 'Resources'), Resources],
    ...(Array.isArray(resources)
      ? resources.map((one: unknown, index): [string, unknown] => within(`${join(path, 'resources')}[${index}]`, one))
      : [within(join(path, 'resources'), resources)]),
    // A fragment may have a variable beside its resources, as any file may have that is about something else.
    [path, Object.fromEntries(Object.entries(document).filter(([, one]) => isDocument(one) && 'Type' in one))],
  ];

  function within(where: string, one: unknown): [string, unknown] {
    return isDocument(one) && !isLaterFilledIn(one) ? [join(where, 'Resources'), one.Resources] : [where, one];
  }
}

function resourcesOf(block: unknown, path: string): (Found | Refused)[] {
  if (isLaterFilledIn(block)) return [{ path, reason: explain(block) }];
  if (!isDocument(block)) return [];
  return Object.entries(block).flatMap(([id, resource]): (Found | Refused)[] => {
    const where = join(path, id);
    const macro = id.startsWith('Fn::') ? { [id]: resource } : resource;
    if (isLaterFilledIn(macro)) return [{ path: where, reason: explain(macro) }];
    if (!isDocument(resource)) return [];
    const { Type: type, Properties: properties } = resource;
    const at = join(where, 'Properties');
    if (type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable')
      return [inAwsWords(type, at, properties)];
    if (type !== 'AWS::Serverless::SimpleTable') return [];
    return [
      { ...inAwsWords(type, at, isDocument(properties) ? withKey(properties) : withKey({})), schema: simpleTable },
    ];
  });
}

/** SAM's defaults: a value that is there and cannot be read must not become one. */
const withKey = ({ PrimaryKey = {}, ...rest }: Document): Document => ({
  ...rest,
  PrimaryKey:
    isDocument(PrimaryKey) && !isLaterFilledIn(PrimaryKey) ? { Name: 'id', Type: 'String', ...PrimaryKey } : PrimaryKey,
});

const inAwsWords = (shape: string, path: string, properties: unknown): Found => ({
  shape,
  path,
  properties: withBillingMode(properties),
  schema: awsTable,
});

/** Without a mode, what has a capacity is provisioned: so are tables older than billing on demand, and templates by default. */
function withBillingMode(properties: unknown): unknown {
  if (!isDocument(properties) || 'BillingMode' in properties || 'BillingModeSummary' in properties) return properties;
  const capacity = properties.ProvisionedThroughput;
  if (!isDocument(capacity) || capacity.ReadCapacityUnits === 0) return properties;
  return { ...properties, BillingMode: 'PROVISIONED' };
}

const pascal = (key: string): string => key.replace(/^[a-z]/, (letter) => letter.toUpperCase());

/** Its outer keys alone are in camelCase: what they hold is as AWS writes it. */
const inPascalCase = (document: Document): Document =>
  Object.fromEntries(
    Object.entries(document).map(([key, value]) => [Object.hasOwn(document, pascal(key)) ? key : pascal(key), value]),
  );

const inCamelCase =
  (document: Document) =>
  ([first, ...rest]: Path): Path => {
    if (first === undefined) return [];
    const spelled = Object.keys(document).find((key) => pascal(key) === first);
    return [spelled ?? first, ...rest];
  };
