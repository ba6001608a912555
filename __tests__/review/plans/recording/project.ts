import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../../../environments';
import { startEmulatedAws } from '../../../../rehearsal/aws';
import { clientsOf } from '../../../../rehearsal/clients';
import { synth } from '../../../stacks/project-copy';
import { archive } from './archive';
import { endanger, LEGACY_GROUP, setCode, type Stack } from './project-changes';
import { applied, planned, type Files } from './step';
import { openWorkspace } from './workspace';

/** Beside the stack, as cdktf.out has it. */
const FUNCTIONS = '../../functions';
const CHANGED = `${FUNCTIONS}/movie-changed.zip`;

/**
 * Plans of this project's own staging, deployed to an emulated AWS.
 *
 * @param write is given every plan as soon as there is one
 */
export async function recordProject(write: (name: string, text: string) => void): Promise<void> {
  const { account, region } = loadEnvironments().find(({ name }) => name === 'staging')!;
  const aws = await startEmulatedAws({ account, region, tmdb: { url: 'http://127.0.0.1:1/3' } });
  const workspace = openWorkspace(aws);
  const record = async (name: string, files: Files) => {
    await workspace.follow(planned(files));
    write(name, await workspace.show());
  };
  try {
    const files = synthesized();
    const changed = (change: (stack: Stack) => void): Files => {
      const stack = JSON.parse(String(files['cdk.tf.json'])) as Stack;
      change(stack);
      const code = archive("exports.handler = async () => 'changed'");
      return { ...files, [CHANGED]: code, 'cdk.tf.json': JSON.stringify(stack) };
    };
    await record('project-create', files);
    await workspace.follow(applied(files));
    await record('project-no-change', files);
    await record(
      'project-code-change',
      changed((stack) => setCode(stack, CHANGED)),
    );

    await clientsOf(aws, region).logs.send(new CreateLogGroupCommand({ logGroupName: LEGACY_GROUP }));
    await record(
      'project-dangerous',
      changed((stack) => {
        setCode(stack, CHANGED);
        endanger(stack);
      }),
    );
  } finally {
    workspace.remove();
    await aws.close();
  }
}

/** What `cdktf synth` leaves of staging, with its state in a file. */
function synthesized(): Files {
  const outdir = mkdtempSync(join(tmpdir(), 'synthesized-'));
  try {
    synth(undefined, outdir);
    const functions = readdirSync(join(outdir, 'functions'));
    return {
      ...Object.fromEntries(
        functions.map((name) => [`${FUNCTIONS}/${name}`, readFileSync(join(outdir, 'functions', name))]),
      ),
      'cdk.tf.json': readFileSync(join(outdir, 'stacks', 'staging', 'cdk.tf.json'), 'utf8'),
      'backend_override.tf.json': JSON.stringify({ terraform: { backend: { local: {} } } }),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
