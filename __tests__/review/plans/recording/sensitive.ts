import { applied, AWS, planned, type Files, type Recipe } from './step';

/** The secret stands in a value that has many places for it. */
const nested = (secret: string): Files => ({
  'terraform.tfvars': `secret = "${secret}"\n`,
  'main.tf': `
variable "secret" {
  type      = string
  sensitive = true
}
resource "terraform_data" "nested" {
  input = {
    name  = "open"
    deep  = { list = ["open", var.secret, { password = var.secret }] }
    lists = { first = ["open"], second = [var.secret] }
    set   = toset([var.secret, "open"])
  }
}
resource "terraform_data" "in_string" {
  input = "postgres://app:\${var.secret}@db.example.com/app"
}
resource "terraform_data" "in_document" {
  input = jsonencode({ user = "app", password = var.secret })
}
resource "terraform_data" "as_trigger" {
  triggers_replace = [var.secret]
}
resource "terraform_data" "as_key" {
  input = { (nonsensitive(var.secret)) = "open" }
}
`,
});

const whole = (secret: string): string => `
variable "account" {
  type      = object({ user = string, tokens = list(string) })
  sensitive = true
  default   = { user = "${secret}-user", tokens = ["${secret}-token"] }
}
resource "terraform_data" "whole" {
  input            = var.account
  triggers_replace = var.account.tokens
}
module "inner" {
  source = "./inner"
  secret = var.account.user
}
output "account" {
  value     = { account = var.account, from_module = module.inner.secret }
  sensitive = true
}
`;
const INNER = `
variable "secret" {
  type      = string
  sensitive = true
}
resource "terraform_data" "inner" {
  input = { user = var.secret }
}
output "secret" {
  value     = terraform_data.inner.output
  sensitive = true
}
`;
const wholeFiles = (secret: string): Files => ({ 'main.tf': whole(secret), 'inner/main.tf': INNER });

const parameter = (secret: string): string => `${AWS}
resource "aws_ssm_parameter" "secure" {
  name        = "/recorded/secure"
  type        = "SecureString"
  value       = "${secret}"
  description = "The value is marked by the provider alone."
}
`;

/** The same string stands unmarked beside the marked one. */
const repeated = (secret: string): string => `${parameter(secret).replace('/secure', '/repeated')}
resource "terraform_data" "same" {
  input = { plain = "${secret}", longer = "token=${secret}&page=1" }
}
output "same" {
  value = "${secret}"
}
`;

const writeOnly = (secret: string, version: number): Files => ({
  'terraform.tfvars': `secret = "${secret}"\n`,
  'main.tf': `${AWS}
variable "secret" {
  type      = string
  ephemeral = true
}
resource "aws_ssm_parameter" "write_only" {
  name             = "/recorded/write-only"
  type             = "SecureString"
  value_wo         = var.secret
  value_wo_version = ${version}
}
resource "aws_secretsmanager_secret" "write_only" {
  name                    = "recorded-write-only"
  recovery_window_in_days = 0
}
resource "aws_secretsmanager_secret_version" "write_only" {
  secret_id                = aws_secretsmanager_secret.write_only.id
  secret_string_wo         = var.secret
  secret_string_wo_version = ${version}
}
ephemeral "aws_secretsmanager_secret_version" "opened" {
  secret_id = aws_secretsmanager_secret_version.write_only.arn
}
`,
});

/** Secrets in every place that a plan has for them. All begin with `planted-secret-`. */
export const sensitive = {
  'sensitive-create': planned(nested('planted-secret-nested')),
  'sensitive-update': [
    ...applied(nested('planted-secret-nested-before')),
    ...planned(nested('planted-secret-nested-after')),
  ],
  'sensitive-destroy': [
    ...applied(nested('planted-secret-nested')),
    ...planned({ ...nested('planted-secret-nested'), 'main.tf': 'variable "secret" {\n  sensitive = true\n}\n' }),
  ],
  'sensitive-whole': [
    ...applied(wholeFiles('planted-secret-whole-before')),
    ...planned(wholeFiles('planted-secret-whole-after')),
  ],
  'sensitive-attribute': [
    ...applied(parameter('planted-secret-parameter-before')),
    ...planned(parameter('planted-secret-parameter-after')),
  ],
  'sensitive-repeated': [
    ...applied(repeated('planted-secret-repeated-before')),
    ...planned(repeated('planted-secret-repeated-after')),
  ],
  'write-only-create': planned(writeOnly('planted-secret-write-only', 1)),
  'write-only-update': [
    ...applied(writeOnly('planted-secret-write-only-before', 1)),
    ...planned(writeOnly('planted-secret-write-only-after', 2)),
  ],
} satisfies Record<string, Recipe>;
