import { CreateTableCommand, DeleteTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAws, type Aws } from '../../../deployment/aws/clients';
import { stackDirectory } from '../../../deployment/project';
import { checkSchema } from '../../../import/schema';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { installProvider, startProvider, type RunningProvider } from '../../../rehearsal/provider';
import { TerraformCalls } from '../../../rehearsal/terraform-calls';
import { REGION, startAws } from '../../rehearsal/aws/support';
import { runToEnd } from '../../support/child';
import { copyCheckout } from '../../support/checkout';
import { describeUnless, whyMissing } from '../../support/loud-skip';

const root = join(__dirname, '../../..');
const DEV = 'environments/dev.ts';
const CACHE = 'trinity-room-cache-metadata-dev';

const TimeToLiveSpecification = { Enabled: true, AttributeName: 'ttl' };
const attribute = (AttributeName: string, AttributeType: 'S' | 'N') => ({ AttributeName, AttributeType });
const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE' = 'HASH') => ({ AttributeName, KeyType });

const noTools = whyMissing(['terraform', 'moto_server']);
const installed = noTools === undefined ? installProvider(process.env) : undefined;

describeUnless(noTools ?? installed?.why, 'adopting a table by the command line', () => {
  let emulated: EmulatedAws;
  let aws: Aws;
  /** One for all Terraform commands: each would start its own, and read the schemas of all resources. */
  let provider: RunningProvider;
  let terraform: TerraformCalls;
  const project = copyCheckout();
  for (const part of ['bin', 'cli', 'deployment', 'import', 'packages', '.prettierrc.json']) {
    cpSync(join(root, part), join(project.root, part), { recursive: true, force: true });
  }

  const trinity = (...args: readonly string[]) =>
    runToEnd(process.execPath, ['bin/trinity', 'import', 'dev', ...args], {
      cwd: project.root,
      env: { ...process.env, HOME: project.root, ...emulated.env, PATH: terraform.countedPath },
    });
  const configuration = () => readFileSync(join(project.root, DEV), 'utf8');

  beforeAll(async () => {
    emulated = await startAws();
    const stack = stackDirectory({ project, stack: { name: 'dev' } });
    provider = await startProvider(installed!.directory, stack, { ...process.env, ...emulated.env });
    terraform = new TerraformCalls(process.env.PATH ?? '', [provider]);
    const credentials = { accessKeyId: 'emulated', secretAccessKey: 'emulated' };
    aws = createAws(REGION, { endpoint: emulated.endpoint, credentials });
    await aws.dynamodb.send(
      new CreateTableCommand({
        TableName: CACHE,
        KeySchema: [key('roomId')],
        AttributeDefinitions: [attribute('roomId', 'S'), attribute('status', 'S')],
        GlobalSecondaryIndexes: [
          { IndexName: 'StatusIndex', KeySchema: [key('status')], Projection: { ProjectionType: 'ALL' } },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        Tags: [
          { Key: 'Project', Value: 'Trinity' },
          { Key: 'Purpose', Value: 'RoomCacheMetadata' },
        ],
      }),
    );
    await aws.dynamodb.send(new UpdateTimeToLiveCommand({ TableName: CACHE, TimeToLiveSpecification }));
    await aws.dynamodb.send(
      new CreateTableCommand({
        TableName: 'trinity-rooms-dev',
        KeySchema: [key('PK')],
        AttributeDefinitions: [attribute('PK', 'S')],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  });
  afterAll(async () => {
    terraform?.close();
    await provider?.close();
    await emulated?.close();
    project.remove();
    rmSync(installed!.directory, { recursive: true });
  });

  test('the adoption is shown, written as a person would, and not written twice; what would be replaced, or breaks a rule, is refused', async () => {
    const before = configuration();
    const TableName = 'trinity-filter-cache-dev';
    await aws.dynamodb.send(
      new CreateTableCommand({
        TableName,
        KeySchema: [key('cacheKey'), key('part', 'RANGE')],
        AttributeDefinitions: ['cacheKey', 'part', 'ttl'].map((name) => attribute(name, 'S')),
        GlobalSecondaryIndexes: [{ IndexName: 'Old', KeySchema: [key('ttl')], Projection: { ProjectionType: 'ALL' } }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await aws.dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    const shown = await trinity('--write', '--dry-run');
    expect(configuration()).toBe(before);
    expect(shown.stdout).toContain("+            name: 'trinity-room-cache-metadata-dev',");

    const { status, stdout } = await trinity('--write');
    expect(stdout).toContain(`${CACHE}: is adopted as systems.roomCache.tables.roomCacheMetadata in ${DEV}`);
    expect(stdout).toMatch(
      /trinity-rooms-dev: NOT ADOPTED as systems\.roomCache\.tables\.rooms\. It would be replaced: range_key\./,
    );
    expect(stdout).toMatch(
      /trinity-filter-cache-dev: NOT ADOPTED as systems\.roomCache\.tables\.filterCache\. The configuration cannot say it: timeToLive is \(missing\), allowed: .*Mend that first/,
    );
    await aws.dynamodb.send(new DeleteTableCommand({ TableName }));
    expect(status).toBe(3);
    expect(configuration()).toBe(
      before.replace(
        '        roomCacheMetadata: disposable,\n',
        `        roomCacheMetadata: {
          ...disposable,
          adopt: {
            name: 'trinity-room-cache-metadata-dev',
            globalIndexes: { StatusIndex: { hashKey: { name: 'status', type: 'S' }, projection: 'ALL' } },
            billing: { mode: 'PAY_PER_REQUEST' },
            stream: 'NEW_AND_OLD_IMAGES',
            encryption: 'DEFAULT',
            deletionProtection: { enabled: true },
            tags: { Purpose: 'RoomCacheMetadata' },
          },
        },
`,
      ),
    );

    const written = configuration();
    await trinity('--write');
    expect(configuration()).toBe(written);
  });

  test('each protection that is left out, and a stream, is a failure, though a deploy would be refused for another table', async () => {
    const kept = configuration();
    const less = kept.replace(/ +(stream|deletionProtection): .*\n(?= +(encryption|tags):)/g, '');
    expect(less.length).toBeLessThan(kept.length);
    writeFileSync(join(project.root, DEV), less);
    const { status, stdout } = await trinity('--check', '--json');
    expect(status).toBe(3);
    writeFileSync(join(project.root, DEV), kept);
    const { safe, adoptions, refused } = checkSchema.parse(JSON.parse(stdout));
    expect([safe, adoptions.map(({ problems }) => problems)]).toEqual([
      false,
      [
        [
          expect.stringMatching(
            /^deletion_protection_enabled goes from true to false, and stream_enabled .*: the provider asks for both at once/,
          ),
          'It loses its deletion protection: name it in systems.roomCache.tables.roomCacheMetadata.adopt, and take it away in a deploy of its own.',
          expect.stringMatching(/^stream_enabled: The stream of NEW_AND_OLD_IMAGES is switched off/),
          expect.stringMatching(/^deletion_protection_enabled: It is switched off/),
        ],
      ],
    ]);
    expect(refused).toEqual([
      {
        reason: 'aws_dynamodb_table.rooms: AWS has one of the same name, which the state of dev does not know.',
        next: expect.stringMatching(/^Adopt what is yours: bin\/trinity import dev --inspect/) as string,
        addresses: ['aws_dynamodb_table.rooms'],
      },
    ]);
  });

  test('a check passes what the adoption keeps, and says what is added', async () => {
    await aws.dynamodb.send(new DeleteTableCommand({ TableName: 'trinity-rooms-dev' }));
    const { status, stdout, stderr } = await trinity('--check');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      `${CACHE}: is imported as it is (aws_dynamodb_table.room_cache_metadata)`,
      '  adds     the tag Environment of the environment',
    ]);
    expect(stdout).toContain('Next: bin/trinity deploy dev, or npx cdktf deploy dev.');
  });

  test('what the state has in another table is not safe, and is told with the command that lets go of it', async () => {
    const file = join(project.root, 'terraform.dev.tfstate');
    const scaling = {
      mode: 'managed',
      type: 'aws_appautoscaling_target',
      name: 'room_cache_metadata_read',
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          schema_version: 0,
          attributes: {
            id: 'table/old',
            resource_id: 'table/old',
            scalable_dimension: 'dynamodb:table:ReadCapacityUnits',
            service_namespace: 'dynamodb',
          },
          dependencies: ['aws_dynamodb_table.room_cache_metadata'],
        },
      ],
    };
    writeFileSync(file, JSON.stringify({ version: 4, serial: 1, lineage: 'a-test', resources: [scaling] }));
    const { status, stdout } = await trinity('--check');
    rmSync(file);
    expect(status).toBe(3);
    expect(stdout).toContain(
      "  NOT SAFE systems.roomCache.tables.roomCacheMetadata.adopt names another one than old. In that the state still has 1, which a deploy would change or destroy there. Let that go first; it stays in AWS, and is nobody's: terraform -chdir=cdktf.out/stacks/dev state rm aws_appautoscaling_target.room_cache_metadata_read\n",
    );
  });

  test('a table is released by a line beside its adoption', async () => {
    const before = configuration();
    const { status, stdout } = await trinity('--release', CACHE);
    expect(status).toBe(0);
    expect(stdout).toContain(`${CACHE}: is released, as systems.roomCache.tables.roomCacheMetadata in ${DEV}.`);
    expect(configuration()).toBe(
      before.replace(/^ {8}roomCacheMetadata: \{\n[^]*?^ {10}\},\n/m, '$&          released: true,\n'),
    );
    expect(configuration()).not.toBe(before);
  });
});
