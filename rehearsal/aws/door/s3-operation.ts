import type { IncomingHttpHeaders } from 'node:http';
import { own } from '../../../keys/own';

type Table = Readonly<Record<string, string>>;

/** A query parameter that makes another operation of a bucket's request, and what that operation is about. */
const ofBucket: Table = {
  abac: 'BucketAbac',
  accelerate: 'BucketAccelerateConfiguration',
  acl: 'BucketAcl',
  cors: 'BucketCors',
  encryption: 'BucketEncryption',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  metadataConfiguration: 'BucketMetadataConfiguration',
  metadataInventoryTable: 'BucketMetadataInventoryTableConfiguration',
  metadataJournalTable: 'BucketMetadataJournalTableConfiguration',
  metadataTable: 'BucketMetadataTableConfiguration',
  notification: 'BucketNotificationConfiguration',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  requestPayment: 'BucketRequestPayment',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};

/** The same, of which a bucket has several: without an `id` they are listed. */
const ofBucketById: Table = {
  analytics: 'BucketAnalyticsConfiguration',
  'intelligent-tiering': 'BucketIntelligentTieringConfiguration',
  inventory: 'BucketInventoryConfiguration',
  metrics: 'BucketMetricsConfiguration',
};

/** The same, of an object. */
const ofObject: Table = {
  acl: 'ObjectAcl',
  attributes: 'ObjectAttributes',
  'legal-hold': 'ObjectLegalHold',
  retention: 'ObjectRetention',
  tagging: 'ObjectTagging',
  torrent: 'ObjectTorrent',
};

const multipart: Table = {
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  GET: 'ListParts',
  DELETE: 'AbortMultipartUpload',
};

/** Those that are not verb and subject. */
const irregular: Table = {
  'DELETE bucket lifecycle': 'DeleteBucketLifecycle',
  'GET bucket session': 'CreateSession',
  'GET bucket versions': 'ListObjectVersions',
  'GET bucket uploads': 'ListMultipartUploads',
  'POST bucket delete': 'DeleteObjects',
  'POST bucket metadataConfiguration': 'CreateBucketMetadataConfiguration',
  'POST bucket metadataTable': 'CreateBucketMetadataTableConfiguration',
  'PUT bucket metadataInventoryTable': 'UpdateBucketMetadataInventoryTableConfiguration',
  'PUT bucket metadataJournalTable': 'UpdateBucketMetadataJournalTableConfiguration',
  'POST object uploads': 'CreateMultipartUpload',
  'POST object restore': 'RestoreObject',
  'POST object select': 'SelectObjectContent',
  'PUT object renameObject': 'RenameObject',
  'PUT object encryption': 'UpdateObjectEncryption',
};

const verbs: Table = { GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' };

/** The S3 operation of a request whose path starts with the bucket, as SDKs send it to an endpoint that is an IP address. */
export function s3Operation(method: string, url: URL, headers: IncomingHttpHeaders): string {
  const [, bucket = '', ...key] = url.pathname.split('/');
  const isObject = key.join('/') !== '';
  const parameters = url.searchParams;
  const verb = own(verbs, method) ?? method;
  const isCopy = headers['x-amz-copy-source'] !== undefined;
  if (bucket === '') return 'ListBuckets';
  for (const parameter of parameters.keys()) {
    const known = own(irregular, `${method} ${isObject ? 'object' : 'bucket'} ${parameter}`);
    if (known !== undefined) return known;
    const subject = own(isObject ? ofObject : ofBucket, parameter);
    if (subject !== undefined) return `${verb}${subject}`;
    const several = isObject ? undefined : own(ofBucketById, parameter);
    if (several !== undefined)
      return method === 'GET' && !parameters.has('id') ? `List${several}s` : `${verb}${several}`;
  }
  if (parameters.has('uploadId')) {
    const operation = own(multipart, method) ?? method;
    return operation === 'UploadPart' && isCopy ? 'UploadPartCopy' : operation;
  }
  if (isObject) return method === 'PUT' && isCopy ? 'CopyObject' : `${verb}Object`;
  if (method === 'GET') return parameters.has('list-type') ? 'ListObjectsV2' : 'ListObjects';
  return method === 'PUT' ? 'CreateBucket' : `${verb}Bucket`;
}
