import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WAYS } from '../../upgrading/ways';

const document = readFileSync(join(__dirname, '../../docs/upgrading.md'), 'utf8');

test.each(WAYS.flatMap(({ packages }) => Object.entries(packages)).filter(([, version]) => version !== undefined))(
  'a person is told to install the %s that was tried: %s',
  (name, version) => {
    expect(document).toContain(` ${name}@${version}`);
  },
);
