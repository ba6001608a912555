import { appsyncRoutes } from '../../../../rehearsal/aws/appsync/routes';
import { s3Operation } from '../../../../rehearsal/aws/door/s3-operation';
import { lambdaRoutes } from '../../../../rehearsal/aws/lambda/routes';
import { findBotocore, type Botocore } from '../../../../rehearsal/aws/models/botocore';
import { describeWith } from '../../../support/loud-skip';

/** The names under which requests are signed that Terraform, the command line and the functions send. */
const ASKED = [
  ...['application-autoscaling', 'appsync', 'dynamodb', 'iam', 'kms', 'lambda', 'logs', 'monitoring'],
  ...['s3', 'sns', 'sqs', 'ssm', 'sts', 'tagging'],
];

/** Two names of one request: clients of today send the newer one. */
const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ['GetBucketLifecycle', 'GetBucketLifecycleConfiguration'],
  ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'],
  ['GetBucketNotification', 'GetBucketNotificationConfiguration'],
  ['PutBucketNotification', 'PutBucketNotificationConfiguration'],
]);

/** They are sent to endpoints of their own. */
const ELSEWHERE = ['ListDirectoryBuckets', 'WriteGetObjectResponse'];

describeWith(['moto_server'], "the models in moto's botocore", () => {
  let botocore: Botocore;
  beforeAll(async () => {
    botocore = await findBotocore();
  });

  test.each(ASKED)('%s: every pattern can be checked here', (service) => {
    const model = botocore.model(service)!;
    const unreadable = model.shapeNames().filter((name) => {
      const { pattern } = model.shape(name);
      return pattern !== undefined && !model.pattern(pattern);
    });
    expect(unreadable).toEqual([]);
  });

  test.each([
    ['appsync', appsyncRoutes],
    ['lambda', lambdaRoutes],
  ])('the routes of %s are those of its model', (service, routes) => {
    const shaped = (path: string) => path.replace(/\{[^}]+\}/g, '{}').replace(/\/$/, '');
    const theirs = Object.keys(routes).map((name) => {
      const http = botocore.model(service)!.operation(name)?.http;
      return [name, http && `${http.method} ${shaped(http.requestUri)}`];
    });
    expect(theirs).toEqual(Object.entries(routes).map(([name, route]) => [name, shaped(route)]));
  });

  test("a request of S3 is called what S3's model calls it", () => {
    const model = botocore.model('s3')!;
    const names = model.operationNames().filter((name) => !ELSEWHERE.includes(name));
    const called = names.map((name) => {
      const { http, input } = model.operation(name)!;
      const path = http.requestUri.replace('{Bucket}', 'bucket').replace('{Key+}', 'a/key');
      const url = new URL(path, 'http://127.0.0.1');
      const { members = {}, required = [] } = input ? model.shape(input.shape) : {};
      for (const [member, { location, locationName }] of Object.entries(members)) {
        if (location === 'querystring' && required.includes(member)) url.searchParams.set(locationName!, 'x');
      }
      const isCopy = required.includes('CopySource');
      return s3Operation(http.method, url, isCopy ? { 'x-amz-copy-source': 'bucket/other' } : {});
    });
    expect(names.length).toBeGreaterThan(90);
    expect(called).toEqual(names.map((name) => OLD_NAMES.get(name) ?? name));
  });
});
