import { listCopies } from '../../deployment/copies';
import { copyOf, inFurtherRegions } from '../../environments/derived';
import type { Environment } from '../../environments';
import { contextOf, dev, directoryWith } from './project';

// Against an account: destroy.thorough.test.ts.

test.each<[string, Environment, string]>([
  ['a copy', copyOf(dev(), 'ana'), 'dev-ana is a copy of dev: it has no copies.'],
  [
    'another region',
    inFurtherRegions(dev({ regions: ['us-east-1'] }))[0]!,
    'dev-us-east-1 is dev in another region: it has no copies.',
  ],
])('%s has none, and it is said whose there may be, before AWS is asked', async (_, environment, message) => {
  const asked = listCopies(contextOf({ root: directoryWith(), env: {} }, environment));
  await expect(asked).rejects.toMatchObject({ stage: 'invalid', message, next: 'Run bin/trinity copies dev.' });
});
