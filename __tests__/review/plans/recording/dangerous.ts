import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { archive } from './archive';
import { applied, AWS, planned, type Files, type Recipe } from './step';

const shop = (name: 'before' | 'after'): Files => ({
  'main.tf': AWS + readFileSync(join(__dirname, 'dangerous', `${name}.tf`), 'utf8'),
  'worker.zip': archive(`exports.handler = async () => '${name}';`),
});

/** A shop whose change takes away nearly everything that protects it, and what makes the shop and what removes it. */
export const dangerous = {
  'dangerous-create': planned(shop('before')),
  dangerous: [...applied(shop('before')), ...planned(shop('after'))],
} satisfies Record<string, Recipe>;
