import { applied, planned, terraform, type Recipe } from './step';

const one = (body = ''): string => `resource "terraform_data" "one" {\n${body}\n}\n`;
const two = `
resource "terraform_data" "two" {
  lifecycle {
    replace_triggered_by = [terraform_data.one]
  }
}
`;
const inner = (...keys: string[]) => ({
  'main.tf': `module "inner" {\n  source   = "./inner"\n  for_each = toset(${JSON.stringify(keys)})\n}\n`,
  'inner/main.tf': one(),
});

/** A state that is there, read by a data source that needs no provider. */
const STATE = { 'other.tfstate': JSON.stringify({ version: 4, terraform_version: '1.11.4', serial: 1, outputs: {} }) };
const read = (path: string, body = ''): string => `
data "terraform_remote_state" "other" {
  backend = "local"
  config  = { path = ${path} }
  ${body}
}
`;

/** Every reason that Terraform gives for what it does, one plan each. */
export const reasons = {
  'replace-tainted': [...applied(one()), terraform('taint', 'terraform_data.one'), ...planned(one())],
  'replace-cannot-update': [
    ...applied(one('triggers_replace = { zone = "a", keep = 1 }')),
    ...planned(one('triggers_replace = { zone = "b", keep = 1 }')),
  ],
  'replace-by-request': [...applied(one()), ...planned(one(), '-replace=terraform_data.one')],
  'replace-by-triggers': [...applied(one('input = 1') + two), ...planned(one('input = 2') + two)],

  'delete-no-resource-config': [...applied(one()), ...planned('')],
  'delete-wrong-repetition': [...applied(one('count = 2')), ...planned(one('for_each = toset(["a"])'))],
  'delete-count-index': [...applied(one('count = 3')), ...planned(one('count = 1'))],
  'delete-each-key': [...applied(one('for_each = toset(["a", "b"])')), ...planned(one('for_each = toset(["a"])'))],
  'delete-no-module': [...applied(inner('a', 'b')), ...planned(inner('a'))],
  'delete-no-move-target': [
    ...applied(one()),
    ...planned('moved {\n  from = terraform_data.one\n  to   = terraform_data.two\n}\n'),
  ],

  'read-config-unknown': planned({
    'main.tf': `${one('input = "other.tfstate"')}${read('terraform_data.one.output')}`,
    ...STATE,
  }),
  'read-dependency-pending': planned({
    'main.tf': `${one('input = 1')}${read('"other.tfstate"', 'depends_on = [terraform_data.one]')}`,
    ...STATE,
  }),
  'read-check-nested': planned({
    'main.tf': `${one('input = "other.tfstate"')}
check "other" {
  ${read('"other.tfstate"')}
  assert {
    condition     = data.terraform_remote_state.other.defaults == null
    error_message = "The other state has defaults."
  }
}
`,
    ...STATE,
  }),
} satisfies Record<string, Recipe>;
