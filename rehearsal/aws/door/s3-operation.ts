import type { IncomingHttpHeaders } from 'node:http';
import { own } from '../../../keys/own';

/** A query parameter that makes another operation of a request, and what that operation is about. */
const subresources: Readonly<Record<string, string>> = {
  versioning: 'BucketVersioning',
  encryption: 'BucketEncryption',
  publicAccessBlock: 'PublicAccessBlock',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  ownershipControls: 'BucketOwnershipControls',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  cors: 'BucketCors',
  replication: 'BucketReplication',
  website: 'BucketWebsite',
  accelerate: 'BucketAccelerateConfiguration',
  requestPayment: 'BucketRequestPayment',
  'object-lock': 'ObjectLockConfiguration',
};

const verbs: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' };

/** The S3 operation of a request whose path starts with the bucket, as SDKs send it to an endpoint that is an IP address. */
export function s3Operation(method: string, url: URL, headers: IncomingHttpHeaders): string {
  const [, bucket = '', ...key] = url.pathname.split('/');
  const isObject = key.join('/') !== '';
  const has = (name: string) => url.searchParams.has(name);
  const verb = own(verbs, method) ?? method;
  if (bucket === '') return 'ListBuckets';
  if (method === 'POST' && has('delete')) return 'DeleteObjects';
  if (has('uploads')) return method === 'POST' ? 'CreateMultipartUpload' : 'ListMultipartUploads';
  if (has('uploadId')) return own(multipart, method) ?? method;
  if (has('tagging')) return `${verb}${isObject ? 'Object' : 'Bucket'}Tagging`;
  if (has('acl')) return `${verb}${isObject ? 'Object' : 'Bucket'}Acl`;
  if (has('versions')) return 'ListObjectVersions';
  if (has('attributes')) return 'GetObjectAttributes';
  const about = Object.keys(subresources).find(has);
  if (about !== undefined) return `${verb}${own(subresources, about)}`;
  if (isObject) return method === 'PUT' && headers['x-amz-copy-source'] ? 'CopyObject' : `${verb}Object`;
  if (method === 'GET') return has('list-type') ? 'ListObjectsV2' : 'ListObjects';
  return method === 'PUT' ? 'CreateBucket' : `${verb}Bucket`;
}

const multipart: Readonly<Record<string, string>> = {
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  GET: 'ListParts',
  DELETE: 'AbortMultipartUpload',
};
