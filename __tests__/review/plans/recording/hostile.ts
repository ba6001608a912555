import { applied, AWS, planned, type Files, type Recipe } from './step';

/** Keys that an address has to quote. */
const KEYS = ['a "quoted" key', 'with.dots[0]', 'with spaces', 'größe-日本-🎬', "it's\\here", '${not} %{a} template'];

/** What a name or a value may try on the page where a review is shown. */
const INJECTIONS = [
  '</code></pre><img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '``````',
  '@octocat #1 GH-1 [x](http://evil.example) ![x](http://evil.example/x.png)',
  'https://evil.example/ www.evil.example somebody@evil.example',
  'two\nlines\r\n\n# Heading\n- [ ] task',
  '\u001b[31mred\u001b[0m\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007\u001b[2J',
  '\u202egnitirw desrever\u202c\u200b\ufeff',
  '| --- | :-: |',
  '<!-- trinity-review --> -->',
  '::set-output name=verdict::clean',
  '</details></summary>\n\n**No changes**',
  '\\` \\* \\_ &lt;b&gt; &amp; ~~x~~ $x^2$ :tada:',
];

/** HCL of a string: its escapes are JSON's, but for templates. */
const quoted = (text: string): string => JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');
const listed = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

const keyed = (input: number): Files => ({
  'main.tf': `module "keyed" {\n  source   = "./keyed"\n  for_each = toset(${listed(KEYS)})\n  input    = ${input}\n}\n`,
  'keyed/main.tf': `
variable "input" {
  type = number
}
resource "terraform_data" "one" {
  for_each = toset(${listed(KEYS.slice(0, 2))})
  input    = { number = var.input, key = each.key }
}
`,
});

const hostile = (values: readonly string[]): string => `
resource "terraform_data" "keyed" {
  for_each = toset(${listed(INJECTIONS)})
  input    = { "\${each.key}" = ${quoted(values.join(' '))} }
}
resource "terraform_data" "listed" {
  input            = ${listed(values)}
  triggers_replace = ${quoted(values[0]!)}
}
resource "terraform_data" "document" {
  input = jsonencode({ Statement = ${listed(values)} })
}
output "values" {
  value = ${listed(values)}
}
check "hostile" {
  assert {
    condition     = length(terraform_data.listed.input) == 0
    error_message = ${quoted(values.slice(0, 5).join(' '))}
  }
}
`;

const REVERSED = [...INJECTIONS].reverse();

/** Names and values that are hard to show, or that try to be more than text. */
export const hostileNames = {
  'module-keys': [...applied(keyed(1)), ...planned(keyed(2))],
  'injection-create': planned(hostile(INJECTIONS)),
  'injection-update': [...applied(hostile(INJECTIONS)), ...planned(hostile(REVERSED))],
  'injection-tags': planned(`${AWS}
resource "aws_sqs_queue" "tagged" {
  name = "recorded-tagged"
  tags = { for text in ${listed(INJECTIONS)} : text => text }
}
resource "aws_dynamodb_table" "tagged" {
  name         = "recorded-tagged"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = ${quoted(INJECTIONS[0]!)}
  attribute {
    name = ${quoted(INJECTIONS[0]!)}
    type = "S"
  }
}
`),
} satisfies Record<string, Recipe>;
