import { AwsError, empty, json, type Answer } from './door/messages';

/**
 * S3 with bucket policies that are kept and returned, and have no effect: moto applies a statement without looking at its
 * condition, so that "deny what does not come by TLS" would deny everything.
 */
export function withBucketPolicies(moto: Answer): Answer {
  const policies = new Map<string, string>();
  return async (request) => {
    const bucket = request.url.pathname;
    switch (request.operation) {
      case 'PutBucketPolicy':
        policies.set(bucket, request.body.toString('utf8'));
        return empty(204);
      case 'GetBucketPolicy': {
        const policy = policies.get(bucket);
        if (policy !== undefined) return json(200, JSON.parse(policy));
        throw new AwsError(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
      }
      case 'DeleteBucketPolicy':
        policies.delete(bucket);
        return empty(204);
      default:
        return moto(request);
    }
  };
}
