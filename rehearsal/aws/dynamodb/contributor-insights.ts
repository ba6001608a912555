import type {
  ContributorInsightsSummary,
  ListContributorInsightsInput,
  UpdateContributorInsightsInput,
} from '@aws-sdk/client-dynamodb';
import { AwsError } from '../door/messages';
import type { Table } from './tables';

type Asked = Partial<Pick<UpdateContributorInsightsInput, 'IndexName' | 'ContributorInsightsAction'>>;

/** Of a table or one of its global indexes. It is on when it is asked for again. */
export function updateContributorInsights(table: Table, { IndexName, ContributorInsightsAction: action }: Asked) {
  checkIndex(table, IndexName);
  table.insights.set(IndexName ?? '', action === 'ENABLE');
  return { ...about(table, IndexName), ContributorInsightsStatus: action === 'ENABLE' ? 'ENABLING' : 'DISABLING' };
}

export function describeContributorInsights(table: Table, { IndexName }: Asked) {
  checkIndex(table, IndexName);
  const isOn = table.insights.get(IndexName ?? '') ?? false;
  return { ...about(table, IndexName), ContributorInsightsStatus: isOn ? 'ENABLED' : 'DISABLED' };
}

/** What was ever switched on. */
export function listContributorInsights(
  tables: readonly Table[],
  { MaxResults = 100, NextToken = '0' }: Pick<ListContributorInsightsInput, 'MaxResults' | 'NextToken'>,
) {
  const all = tables.flatMap((table) =>
    [...table.insights].map(([index, isOn]): ContributorInsightsSummary => ({
      ...about(table, index === '' ? undefined : index),
      ContributorInsightsStatus: isOn ? 'ENABLED' : 'DISABLED',
    })),
  );
  const from = Number(NextToken);
  const next = from + MaxResults;
  return {
    ContributorInsightsSummaries: all.slice(from, next),
    ...(next < all.length && { NextToken: String(next) }),
  };
}

const about = ({ name }: Table, index: string | undefined) => ({
  TableName: name,
  ...(index !== undefined && { IndexName: index }),
});

function checkIndex({ name, description }: Table, index: string | undefined): void {
  if (index === undefined || description.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === index)) return;
  const message = `Requested resource not found: Table: ${name} Index: ${index} not found`;
  throw new AwsError(400, 'ResourceNotFoundException', message);
}
