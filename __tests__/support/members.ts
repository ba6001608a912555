import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lets members of a copied checkout's room cache sign in, in dev. */
export function letMembersSignIn(root: string): void {
  const file = join(root, 'environments/dev.ts');
  const text = readFileSync(file, 'utf8');
  const signingIn = text.replace(
    /auth: \{ mode: 'API_KEY', (expires: '[^']+') \}/,
    "auth: { mode: 'COGNITO', $1, members: { mfa: 'OPTIONAL', deletionProtection: disposable.deletionProtection } }",
  );
  if (signingIn === text) throw new Error(`${file} has no auth of mode API_KEY.`);
  writeFileSync(file, signingIn);
}
