import type { SSESpecification } from '@aws-sdk/client-dynamodb';
import { askMoto } from '../moto/ask';
import type { Answer } from '../door/messages';
import { invalid, invalidParameter } from './errors';
import type { Description } from './wire';

/** The account's own key for DynamoDB. */
const ACCOUNT_KEY = 'alias/aws/dynamodb';

/**
 * @returns what DescribeTable says of it; undefined for AWS's own key
 * @throws AwsError for what contradicts itself, and for a key that does not exist
 */
export async function encryptionOf(
  { Enabled, SSEType, KMSMasterKeyId }: SSESpecification,
  region: string,
  moto: Answer,
): Promise<Description['SSEDescription']> {
  const both = (name: string) => invalidParameter(`${name} can not be specified if Enabled is false`);
  if (SSEType === 'AES256') throw invalidParameter('SSEType AES256 is not supported');
  if (Enabled === false && SSEType) throw both('SSEType');
  if (Enabled === false && KMSMasterKeyId !== undefined) throw both('KMSMasterKeyId');
  if (KMSMasterKeyId !== undefined && SSEType !== 'KMS') {
    throw invalidParameter('SSEType KMS is required if KMSMasterKeyId is specified');
  }
  if (!Enabled && !SSEType) return undefined;
  const key = await keyArn(KMSMasterKeyId ?? ACCOUNT_KEY, region, moto);
  return { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key };
}

/** Whether it is a key of the customer's own, and not the account's for DynamoDB. */
export async function isCustomerKey(
  encryption: Description['SSEDescription'],
  region: string,
  moto: Answer,
): Promise<boolean> {
  return encryption !== undefined && encryption.KMSMasterKeyArn !== (await keyArn(ACCOUNT_KEY, region, moto));
}

/** @throws AwsError for what is no change */
export function withEncryption(
  { SSEDescription: now, ...rest }: Description,
  wanted: SSESpecification,
  next: Description['SSEDescription'],
): Description {
  if (!next && !now) throw invalidParameter('Table is already encrypted by default');
  if (now && wanted.KMSMasterKeyId === now.KMSMasterKeyArn) {
    throw invalidParameter(
      'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
    );
  }
  return { ...rest, ...(next && { SSEDescription: next }) };
}

async function keyArn(id: string, region: string, moto: Answer): Promise<string> {
  const question = { service: 'kms', region, target: 'TrentService.DescribeKey', input: { KeyId: id } };
  const { status, body } = await askMoto(moto, question);
  if (status === 200) return (body as { KeyMetadata: { Arn: string } }).KeyMetadata.Arn;
  const said = String(body['message'] ?? body['Message']);
  throw invalid(`KMS validation error: com.amazonaws.services.kms.model.NotFoundException: ${said}`);
}
