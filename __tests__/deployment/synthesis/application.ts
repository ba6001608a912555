import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository';

/** Synthesizes each file in `stacks`, and notes where it ran and where its output went. */
const APP = `
echo "$PWD" >> "$SEEN"
echo "$CDKTF_OUTDIR" >> "$SEEN"
list=
for file in stacks/*.json; do
  name=$(basename "$file" .json)
  mkdir -p "$CDKTF_OUTDIR/$name"
  sed "s|HERE|$PWD|; s|OUT|$CDKTF_OUTDIR|" "$file" > "$CDKTF_OUTDIR/$name/cdk.tf.json"
  list="$list\${list:+,}\\"$name\\":{\\"synthesizedStackPath\\":\\"$name/cdk.tf.json\\"}"
done
echo "{\\"stacks\\":{$list}}" > "$CDKTF_OUTDIR/manifest.json"
`;

export const stackOf = (queues: object): string => JSON.stringify({ resource: { aws_sqs_queue: queues } });

/** A repository of something that is synthesized in milliseconds: `dev` has one queue. */
export function application(files: Readonly<Record<string, string>> = {}) {
  const one = repository({
    'cdktf.json': JSON.stringify({ app: 'sh app.sh' }),
    'app.sh': APP,
    'stacks/dev.json': stackOf({ films: { name: 'films' } }),
    '.gitignore': 'node_modules\nseen\n',
    ...files,
  });
  const seen = join(one.project.root, 'seen');
  const project = { ...one.project, env: { ...one.project.env, SEEN: seen } };
  return {
    ...one,
    project,
    sha: one.git('rev-parse', 'HEAD'),
    commit: () => one.git('commit', '--quiet', '--all', '--message', 'more'),
    /** Where it was synthesized, and where to. */
    seen: (): string[] => (existsSync(seen) ? readFileSync(seen, 'utf8').trim().split('\n') : []),
  };
}
