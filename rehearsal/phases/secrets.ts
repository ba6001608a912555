import { ListApiKeysCommand, ListGraphqlApisCommand } from '@aws-sdk/client-appsync';
import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { unzipSync } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Aws } from '../../deployment/aws/clients';
import { clientsOf } from '../clients';
import { bucketOf, type World } from '../world';
import { expectEnd, expectSame, type Phase } from './phase';

/** A text, and where it stands. */
interface Place {
  readonly where: string;
  readonly text: string;
}

export const noSecretAnywhere: Phase = {
  name: "TMDB's key is in no file, plan, state, bundle, output, log or report; the API key in none but the state",
  async run(world) {
    const { aws, environment, project, secret } = world;
    const clients = clientsOf(aws, environment.region);
    const plan = await planOf(world);
    const files = filesBelow(project.root);
    const objects = await objectsOf(clients, world);
    const said = [
      ...world.shell.transcript,
      ...world.functionLogs.map((text) => ({ where: 'log of a function', text })),
    ];
    const places = [...files, ...objects, ...said];
    expectSame(plan.text.includes(world.project.account), true, 'whether the plan is one'); // or it would hide nothing
    expectSame(holding([...places, plan], secret), [], "places that hold TMDB's key");

    const states = (place: Place): boolean => /\.tfstate(\.backup)?$/.test(place.where);
    // Terraform names the key's resource when it refreshes it, and the provider's id of it ends with the key itself.
    const terraformsOwnWords = ({ where }: Place): boolean => /^npx cdktf|^terraform |secrets\.plan$/.test(where);
    const withoutState = places.filter((place) => !states(place) && !terraformsOwnWords(place));
    const keys = await apiKeys(clients);
    expectSame(keys.length, 1, 'API keys'); // or nothing would be looked for
    for (const key of keys) expectSame(holding(withoutState, key), [], 'places that hold the API key');
    return `${files.length} files, ${objects.length} objects in S3, ${said.length} outputs and log lines`;
  },
};

const holding = (places: readonly Place[], secret: string): string[] =>
  places.filter(({ text }) => text.includes(secret)).map(({ where }) => where);

/** A plan in which every value is that Terraform knows. */
async function planOf({ shell, environment }: World): Promise<Place> {
  const chdir = `-chdir=cdktf.out/stacks/${environment.name}`;
  expectEnd(await shell.run('terraform', chdir, 'plan', '-input=false', '-lock=false', '-out=secrets.plan'), 0);
  const { stdout } = await shell.run('terraform', chdir, 'show', '-json', 'secrets.plan');
  return { where: 'plan', text: stdout };
}

/** Of the copy, git's own and the packages left out; archives unpacked. */
function filesBelow(root: string): Place[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(node_modules|\.git|\.terraform)\//.test(path))
    .flatMap((path) => read(relative(root, path), readFileSync(path)));
}

async function objectsOf({ s3 }: Aws, { environment, project }: World): Promise<Place[]> {
  if (environment.state.backend !== 's3') return [];
  const Bucket = bucketOf(environment, project.account);
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  return Promise.all(
    Versions.map(async ({ Key = '', VersionId }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      return { where: `s3://${Bucket}/${Key}`, text: (await Body?.transformToString()) ?? '' };
    }),
  );
}

function read(where: string, bytes: Buffer): Place[] {
  if (!where.endsWith('.zip')) return [{ where, text: bytes.toString('latin1') }];
  return Object.entries(unzipSync(bytes)).map(([name, content]) => ({
    where: `${where}: ${name}`,
    text: Buffer.from(content).toString('latin1'),
  }));
}

async function apiKeys({ appsync }: Aws): Promise<string[]> {
  const { graphqlApis = [] } = await appsync.send(new ListGraphqlApisCommand({}));
  const keys = await Promise.all(
    graphqlApis.map(async ({ apiId }) => (await appsync.send(new ListApiKeysCommand({ apiId }))).apiKeys ?? []),
  );
  return keys.flat().flatMap(({ id }) => id ?? []);
}
