import { applied, planned, plannedInPart, type Recipe } from './step';

const one = (input: string, lifecycle = ''): string => `
resource "terraform_data" "one" {
  input = ${input}
  lifecycle {
    ${lifecycle}
  }
}
`;

const check = (condition: string, message = '"The size is not 1."'): string => `
check "size" {
  assert {
    condition     = ${condition}
    error_message = ${message}
  }
}
`;

const CONDITIONS = `
    precondition {
      condition     = terraform_data.zero.output == "0"
      error_message = "Zero is not zero."
    }
    postcondition {
      condition     = self.output == "1"
      error_message = "One is not one."
    }
`;
const zero = 'resource "terraform_data" "zero" {\n  input = "0"\n}\n';

/** Checks and conditions, with every result that they can have. */
export const checks = {
  'check-passes': [...applied(one('1')), ...planned(one('1') + check('terraform_data.one.output == 1'))],
  'check-fails': [...applied(one('1')), ...planned(one('1') + check('terraform_data.one.output == 2'))],
  'check-fails-secretly': [
    ...applied(one('1')),
    ...planned(
      one('"planted-secret-in-check"') +
        check('terraform_data.one.input == ""', '"It is ${terraform_data.one.input}, and should be empty."') +
        'output "one" {\n  value     = terraform_data.one.input\n  sensitive = true\n}\n',
    ),
  ],
  'check-unknown': planned(one('1') + check('terraform_data.one.output == 1')),
  'check-errors': [...applied(one('1')), ...plannedInPart(one('1') + check('tonumber(terraform_data.one.id) == 1'))],
  'conditions-unknown': planned(`${zero}${one('"1"', CONDITIONS)}
output "one" {
  value = terraform_data.one.output
  precondition {
    condition     = terraform_data.one.output != "2"
    error_message = "One is two."
  }
}
`),
} satisfies Record<string, Recipe>;
