import { isObject } from './json';
import { digitsOf } from './number';

/** What people give instead of a plan, and what to do about it. */
export interface Mistaken {
  readonly message: string;
  readonly next: string;
}

export const SHOW =
  'Give the output of `terraform show -json PLANFILE`, of a plan made with `terraform plan -out=PLANFILE`.';

/** Escape codes of colours, as ECMA-48 has them. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const COLOURS = /\u001b\[[\d;]*m/g;

/** How a plan's JSON begins. */
const BEGIN = /\{\s*"format_version"\s*:/g;

/**
 * @param text that is no JSON
 * @returns undefined when it is nothing that is known, such as a plan that is cut off
 */
export function mistakenText(text: string): Mistaken | undefined {
  if (text.trim() === '') {
    const next = `${SHOW} Look at what it said on standard error: it may have failed.`;
    return { message: 'There is nothing in it.', next };
  }
  const plain = text.replace(COLOURS, '').trimStart();
  if (/^\[command\]|^::(?:debug|set-output|stop-commands)/m.test(plain)) {
    return {
      message: 'It has lines of the wrapper that the action setup-terraform puts around Terraform.',
      next: 'Set `terraform_wrapper: false` for hashicorp/setup-terraform (`tofu_wrapper: false` for opentofu/setup-opentofu), and show the plan again.',
    };
  }
  if (/^\{"@level":/.test(plain)) return MESSAGES;
  if (/^(?:[╷│]|Error: |Usage: )/.test(plain)) {
    return { message: 'It is an error of Terraform, not a plan.', next: `Mend what it says. ${SHOW}` };
  }
  const plans = plain.match(BEGIN)?.length ?? 0;
  if (plans > 1) {
    return {
      message: `It holds ${plans} plans, one after the other, as Terragrunt shows those of several units.`,
      next: 'Give one file per plan: `terragrunt run --all plan --json-out-dir DIR` writes one for each unit (older ones: `terragrunt run-all plan --terragrunt-json-out-dir DIR`).',
    };
  }
  if (plans === 1 && !plain.startsWith('{')) {
    return { message: 'Something else stands before the plan, such as log lines.', next: ALONE };
  }
  const end = plain.lastIndexOf('}') + 1;
  if (plans === 1 && isJson(plain.slice(0, end))) {
    const rest = plain.slice(end).trim();
    if (rest === '')
      return { message: 'It is JSON with codes of colours in it.', next: `${SHOW} Nothing may colour it.` };
    if (/^[,;\]]+$/.test(rest)) {
      return {
        message: `Behind the plan stands ${JSON.stringify(rest)}, as where it was cut out of something longer.`,
        next: SHOW,
      };
    }
    return { message: 'Something else stands after the plan, such as what Terraform says of a lock.', next: ALONE };
  }
  if (
    /^(?:Terraform|OpenTofu) (?:will|used|has)|^No changes\.|^Plan: \d+ to |^Changes to Outputs:|^(?:data\.)?[\w.[\]"-]+: (?:Refreshing|Reading)/m.test(
      plain,
    )
  ) {
    return { message: 'It is a plan as people read it, not as JSON.', next: SHOW };
  }
  if (/^version https:\/\/git-lfs\.github\.com\//.test(plain)) {
    return { message: 'It is a pointer of Git LFS, in place of the file.', next: 'Fetch the file first: git lfs pull' };
  }
  if (/^<[!?a-z]/i.test(plain)) {
    const next = `Look at what it says: whoever fetched it may have to log in first, or to ask elsewhere. ${SHOW}`;
    return { message: 'It is a page of HTML or XML, such as one to log in, or an error.', next };
  }
  if (HCL.test(plain)) {
    return { message: 'It is a configuration, which Terraform makes a plan of.', next: SHOW };
  }
  return undefined;
}

/** A block of a configuration, at the beginning of a line. */
const HCL =
  /^(?:action|check|data|ephemeral|import|locals|module|moved|output|provider|removed|resource|terraform|variable)(?: +"[^"\n]*")* *\{/m;

const ALONE =
  'Write standard output alone to the file, without standard error, and of this command only: `terraform show -json PLANFILE > plan.json`.';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const MESSAGES: Mistaken = {
  message: 'It is the messages of `terraform plan -json`, which do not hold the plan.',
  next: SHOW,
};

/** @param value of JSON that has no text as its format_version @returns what it is instead */
export function mistakenValue(value: unknown): Mistaken {
  if (typeof value === 'string' && value.includes('"format_version"')) {
    const next = 'Write it as it is; in GitHub Actions, to a file instead of through an output or toJSON.';
    return { message: 'It is a text that holds JSON: somebody wrote it as JSON once more.', next };
  }
  if (Array.isArray(value) && value.some((one) => isObject(one) && Object.hasOwn(one, 'format_version'))) {
    return { message: `It is a list of ${value.length} plans.`, next: 'Give one file per plan.' };
  }
  if (!isObject(value)) return { message: 'It has no format_version: it is no plan.', next: SHOW };
  if (Object.hasOwn(value, 'format_version')) {
    const version = digitsOf(value.format_version);
    const what = version === undefined ? 'no text' : `the number ${version}`;
    const next = `Something has changed it since, and may have changed more. ${SHOW}`;
    return { message: `Its format_version is ${what}, where Terraform writes a text, such as "1.2".`, next };
  }
  const has = (...keys: readonly string[]): boolean => keys.every((key) => Object.hasOwn(value, key));
  if (has('@level')) return MESSAGES;
  if (has('lineage', 'serial')) return { message: 'It is a state, not a plan.', next: SHOW };
  if (has('remote_plan_format') || has('plan_format_version')) {
    return { message: 'It is a plan that HCP Terraform keeps, or a part of it.', next: FROM_HCP };
  }
  const type = isObject(value.data) ? value.data.type : undefined;
  if (type === 'runs' || type === 'plans') {
    return { message: `It is what the API of HCP Terraform says of ${type}, not a plan.`, next: FROM_HCP };
  }
  return { message: 'It has no format_version: it is no plan.', next: SHOW };
}

const FROM_HCP =
  "Run `terraform show -json` where you are logged in to it, or fetch the plan's JSON from its API: GET /api/v2/plans/PLAN-ID/json-output.";

/** @param by the release that the plan names, such as 1.0.11 */
export function mistakenVersion(version: string, by: string | undefined): Mistaken {
  const [, old] = /^0\.([12])$/.exec(version) ?? [];
  const release = by ?? (old === '1' ? '0.12 to 0.15' : '1.0');
  return {
    message: `Its format_version is ${JSON.stringify(version)}${old === undefined ? '' : `, as Terraform ${release} writes it`}; format 1 is what can be judged here.`,
    next:
      old === undefined
        ? 'Use a 1.x release of Terraform from 1.1 on, or of OpenTofu, or a newer reviewer.'
        : 'Plan, and show the plan, with Terraform 1.1 or newer, or with OpenTofu: neither changes the state before an apply.',
  };
}
