import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { UserError } from '../../../programs/user-error';
import { ServiceModel, type ServiceFile } from './service-model';

const run = promisify(execFile);

/** Services that botocore calls otherwise than requests to them are signed. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ['monitoring', 'cloudwatch'],
  ['tagging', 'resourcegroupstaggingapi'],
]);

/** AWS's service models, from the Python package botocore. Each is read when it is first asked for. */
export class Botocore {
  private readonly models = new Map<string, ServiceModel | undefined>();

  /** @param directory botocore's `data` */
  constructor(private readonly directory: string) {}

  /** @param service the name under which its requests are signed. @returns undefined: botocore has no such service */
  model(service: string): ServiceModel | undefined {
    if (!this.models.has(service)) this.models.set(service, this.read(FOLDERS.get(service) ?? service));
    return this.models.get(service);
  }

  private read(name: string): ServiceModel | undefined {
    const file = this.fileOf(name);
    if (file === undefined) return undefined;
    return new ServiceModel(name, JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as ServiceFile);
  }

  /** Of the newest version of the service's API. */
  private fileOf(name: string): string | undefined {
    const folder = join(this.directory, name);
    if (!/^[\w.-]+$/.test(name) || !existsSync(folder)) return undefined;
    const versions = readdirSync(folder).filter((version) => /^\d{4}-\d\d-\d\d$/.test(version));
    const file = join(folder, versions.sort().at(-1) ?? '', 'service-2.json.gz');
    return existsSync(file) ? file : undefined;
  }
}

/** Prints the folders of packages, and nothing for one that is not there. */
const FIND = `
import importlib.util, sys
for name in sys.argv[1:]:
    spec = importlib.util.find_spec(name)
    print(spec.submodule_search_locations[0] if spec else '')
`;

/** Folders of Python packages that stand beside moto; undefined for one that does not. */
export async function besideMoto(...names: readonly string[]): Promise<(string | undefined)[]> {
  for (const python of await pythons()) {
    const printed = await output(python, '-c', FIND, 'moto', ...names);
    const [moto, ...folders] = printed.split('\n');
    if (moto) return names.map((_, at) => folders[at] || undefined);
  }
  return names.map(() => undefined);
}

/** The interpreter of moto_server, as its first line has it, before whatever is called python3. */
async function pythons(): Promise<string[]> {
  const program = (await output('sh', '-c', 'command -v moto_server')).trim();
  const first = program === '' ? '' : readFileSync(program, 'utf8').split('\n', 1)[0]!;
  const interpreter = /^#!\s*(\S*python[\d.]*)\s*$/.exec(first)?.[1];
  return [...(interpreter === undefined ? [] : [interpreter]), 'python3'];
}

/** What a program prints; nothing when it is not there or fails. */
const output = (program: string, ...args: readonly string[]): Promise<string> =>
  run(program, args).then(
    ({ stdout }) => stdout,
    () => '',
  );

/** @throws UserError when it does not stand beside moto */
export async function findBotocore(): Promise<Botocore> {
  const [folder] = await besideMoto('botocore');
  if (folder !== undefined) return new Botocore(join(folder, 'data'));
  throw new UserError(
    "The rehearsal checks requests against the service models of botocore, which comes with moto, and no Python here has both. Install them with `pip install 'moto[server]'`.",
  );
}
