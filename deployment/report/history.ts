import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allPages } from '../aws/pages';
import { besideState, type Kept } from '../project';
import { reportSchema, type Report } from './schema';

/** The reports of everything that has touched an environment, kept beside its Terraform state. */
export interface History {
  add(report: Report): Promise<void>;
  /** The newest first. @param most reports. Default: 20 */
  list(most?: number): Promise<Report[]>;
  /** Of an environment that is gone. @returns how many there were */
  remove(): Promise<number>;
}

const MOST = 20;

/** In the state's bucket, beside the state. */
export const RECORDS = 'deployments/';

/** In the state's bucket under `<key>/deployments/`, or for a local state in `deployments/<stack>/` of the checkout. */
export function openHistory(
  { project, environment: { account }, stack: { name, state } }: Kept,
  s3: S3Client,
): History {
  switch (state.backend) {
    case 'local':
      return new LocalHistory(join(project.root, 'deployments', name));
    case 's3':
      return new S3History(s3, state.bucket, besideState(state, RECORDS), account);
  }
}

class LocalHistory implements History {
  constructor(private readonly directory: string) {}

  add(report: Report): Promise<void> {
    mkdirSync(this.directory, { recursive: true });
    writeFileSync(join(this.directory, `${report.id}.json`), serialize(report));
    return Promise.resolve();
  }

  list(most = MOST): Promise<Report[]> {
    const files = names(this.directory).sort().reverse().slice(0, most);
    return Promise.resolve(files.flatMap((file) => parse(readFileSync(join(this.directory, file), 'utf8'))));
  }

  remove(): Promise<number> {
    const { length } = names(this.directory);
    rmSync(this.directory, { recursive: true, force: true });
    return Promise.resolve(length);
  }
}

class S3History implements History {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
    private readonly prefix: string,
    private readonly account: string,
  ) {}

  async add(report: Report): Promise<void> {
    await this.s3.send(
      new PutObjectCommand({
        ...this.object(`${this.prefix}${report.id}.json`),
        Body: serialize(report),
        ContentType: 'application/json',
      }),
    );
  }

  async list(most = MOST): Promise<Report[]> {
    const newest = (await this.keys()).sort().reverse().slice(0, most);
    const bodies = await Promise.all(
      newest.map(async (key) => (await this.s3.send(new GetObjectCommand(this.object(key)))).Body?.transformToString()),
    );
    return bodies.flatMap((body) => parse(body ?? ''));
  }

  async remove(): Promise<number> {
    const keys = await this.keys();
    await Promise.all(keys.map((key) => this.s3.send(new DeleteObjectCommand(this.object(key)))));
    return keys.length;
  }

  private async keys(): Promise<string[]> {
    const objects = await allPages(async (ContinuationToken) => {
      const bucket = { Bucket: this.bucket, Prefix: this.prefix, ExpectedBucketOwner: this.account };
      const page = await this.s3.send(new ListObjectsV2Command({ ...bucket, ContinuationToken }));
      return { entries: page.Contents, token: page.NextContinuationToken };
    });
    return objects.flatMap(({ Key }) => Key ?? []);
  }

  private object = (Key: string) => ({ Bucket: this.bucket, Key, ExpectedBucketOwner: this.account });
}

export const serialize = (report: Report): string => `${JSON.stringify(reportSchema.parse(report), null, 2)}\n`;

/** A report of another version of Trinity, or a damaged one, is left out: it cannot be rolled back to. */
function parse(text: string): Report[] {
  try {
    return [reportSchema.parse(JSON.parse(text))];
  } catch {
    return [];
  }
}

function names(directory: string): string[] {
  try {
    return readdirSync(directory).filter((file) => file.endsWith('.json'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return [];
  }
}
