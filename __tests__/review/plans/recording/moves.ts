import { applied, planned, type Recipe } from './step';

const resource = (name: string, body = ''): string => `resource "terraform_data" "${name}" {\n${body}\n}\n`;
const moved = 'moved {\n  from = terraform_data.old\n  to   = terraform_data.new\n}\n';
const imported = 'import {\n  to = terraform_data.found\n  id = "found-by-its-id"\n}\n';

/** What happens to the state alone, or to the state and the resource. */
export const moves = {
  moved: [...applied(resource('old', 'input = 1')), ...planned(moved + resource('new', 'input = 1'))],
  'moved-and-updated': [...applied(resource('old', 'input = 1')), ...planned(moved + resource('new', 'input = 2'))],
  'moved-and-replaced': [
    ...applied(resource('old', 'triggers_replace = 1')),
    ...planned(moved + resource('new', 'triggers_replace = 2')),
  ],
  'moved-into-module': [
    ...applied(resource('old', 'input = 1')),
    ...planned({
      'main.tf': `
module "inner" {
  source   = "./inner"
  for_each = toset(["a"])
}
moved {
  from = terraform_data.old
  to   = module.inner["a"].terraform_data.new
}
`,
      'inner/main.tf': resource('new', 'input = 1'),
    }),
  ],
  forget: [
    ...applied(resource('kept') + resource('left', 'input = "stays as it is"')),
    ...planned(`${resource('kept')}
removed {
  from = terraform_data.left
  lifecycle {
    destroy = false
  }
}
`),
  ],
  import: planned(imported + resource('found')),
  'import-and-update': planned(imported + resource('found', 'input = "new"')),
  'import-and-replace': planned(imported + resource('found', 'triggers_replace = "new"')),
} satisfies Record<string, Recipe>;
