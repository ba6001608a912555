import { awsOf } from '../../deployment/aws/clients';
import { dev, staging } from './project';

const regions = async (environment: ReturnType<typeof dev>) => {
  const { s3, lambda } = awsOf(environment);
  return { s3: await s3.config.region(), lambda: await lambda.config.region() };
};

test('AWS is asked where the environment is, S3 where its state is', async () => {
  await expect(regions(staging({ 'state.region': 'us-east-1' }))).resolves.toEqual({
    s3: 'us-east-1',
    lambda: 'eu-west-1',
  });
  await expect(regions(staging())).resolves.toEqual({ s3: 'eu-west-1', lambda: 'eu-west-1' });
  await expect(regions(dev())).resolves.toEqual({ s3: 'eu-west-1', lambda: 'eu-west-1' });
});
