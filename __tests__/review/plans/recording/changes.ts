import { applied, failing, planned, plannedInPart, terraform, type Recipe } from './step';

const ONE_AND_TWO = `
resource "terraform_data" "one" {
  input = { name = "one", size = 1, zones = ["a", "b"] }
}
resource "terraform_data" "two" {
  input = "two"
}
output "two" {
  value = terraform_data.two.output
}
`;

const OUTPUTS = `
output "kept" {
  value = "kept"
}
output "changed" {
  value = { hosts = ["a", "b"] }
}
output "removed" {
  value = "removed"
}
output "token" {
  value     = "planted-secret-output-before"
  sensitive = true
}
output "now_shown" {
  value     = "planted-secret-output-shown"
  sensitive = true
}
`;

const OTHER_OUTPUTS = `
output "kept" {
  value = "kept"
}
output "changed" {
  value = { hosts = ["a", "c"], port = 443 }
}
output "added" {
  value = 7
}
output "token" {
  value     = "planted-secret-output-after"
  sensitive = true
}
output "now_shown" {
  value = "planted-secret-output-shown"
}
`;

/** @param size 1 and 2 are accepted */
const refusing = (size: string): string => `${ONE_AND_TWO}
variable "size" {
  default = ${size}
}
resource "terraform_data" "three" {
  lifecycle {
    precondition {
      condition     = var.size > 0 && var.size < 3
      error_message = "The size is \${var.size}: it may be 1 or 2."
    }
  }
}
`;

/** @param create the exit code of what makes it */
const replacedFirst = (version: string, create = 0): string => `
resource "terraform_data" "one" {
  triggers_replace = "${version}"
  lifecycle {
    create_before_destroy = true
  }
  provisioner "local-exec" {
    command = "exit ${create}"
  }
}
`;

/** What a plan can do to a resource or an output, one kind each. */
export const changes = {
  'nothing-at-all': planned(''),
  'no-change': [...applied(ONE_AND_TWO), ...planned(ONE_AND_TWO)],
  create: planned(ONE_AND_TWO),
  update: [
    ...applied(ONE_AND_TWO),
    ...planned(ONE_AND_TWO.replace('size = 1, zones = ["a", "b"]', 'size = 2, zones = ["b", "a", "c"]')),
  ],
  destroy: [...applied(ONE_AND_TWO), ...planned(ONE_AND_TWO, '-destroy')],
  outputs: [...applied(OUTPUTS), ...planned(OTHER_OUTPUTS)],
  'one-output': [...applied(ONE_AND_TWO), ...planned(`${ONE_AND_TWO}output "more" {\n  value = "more"\n}\n`)],
  'create-before-destroy': [...applied(replacedFirst('1')), ...planned(replacedFirst('2'))],
  deposed: [
    ...applied(replacedFirst('1')),
    ...failing(replacedFirst('2', 1)),
    terraform('untaint', 'terraform_data.one'),
    ...planned(replacedFirst('2')),
  ],
  'deposed-and-tainted': [
    ...applied(replacedFirst('1')),
    ...failing(replacedFirst('2', 1)),
    ...planned(replacedFirst('2')),
  ],
  errored: plannedInPart(refusing('3')),
  'errored-unchanged': [...applied(refusing('1')), ...plannedInPart(refusing('0'))],
} satisfies Record<string, Recipe>;
