import type { Environment } from '../environments';
import { operationOf } from './aws/operation';
import { DeploymentError, isError, type Explanation, type Stage } from './errors';
import { isOutside } from './outside';
import { ROLE_KINDS, ROLES } from './roles/kinds';
import { wrongAccount } from './wrong-account';
import { fileOf } from '../environments/names';

/** A fault that AWS, Terraform or the network is known to report, and what it means. */
interface Fault {
  /** Matched against the error's name and message. Groups are given to `explain`. */
  readonly pattern: RegExp;
  explain(match: RegExpExecArray, environment: Environment, again: string): Explanation;
}

/**
 * What an error of AWS, Terraform's AWS provider or Terraform's S3 backend means to an operator, in one sentence with the
 * next step. The first that matches is taken, so the more telling ones stand first.
 *
 * @param text name and message of the error, or Terraform's summary and detail
 * @param options.begun whether an apply had begun to change AWS. Default: no
 */
export function explain(
  text: string,
  environment: Environment,
  { begun = false }: { readonly begun?: boolean } = {},
): Explanation {
  const again = `run the command again${begun ? ': it finishes what was begun' : ''}.`;
  const line = text.replace(/\s+/g, ' ').replace(API_KEY, 'da2-…').trim();
  for (const fault of FAULTS) {
    const match = fault.pattern.exec(line);
    if (match) return fault.explain(match, environment, again);
  }
  return {
    reason: line.length > MOST ? `${line.slice(0, MOST)} …` : line || 'no reason was given',
    next: `See what it says, mend it, and ${again}`,
  };
}

/** Of a fault of the outside world, what it means and counts as. @returns undefined for anything else, which is a bug */
export function explainOutside(error: unknown, stage: Stage, environment: Environment): DeploymentError | undefined {
  if (!isOutside(error)) return undefined;
  const { reason, next } = explain(textOf(error), environment);
  return new DeploymentError(stage, reason, next, { cause: error });
}

/** A bug, as a report has it. */
export const faultOf = (error: unknown): DeploymentError =>
  new DeploymentError(
    'verification',
    `A fault of Trinity itself: ${textOf(error)}`,
    'Report it, with what standard error said.',
    { cause: error },
  );

/** An AppSync API key. The provider's id of its resource ends with it, and Terraform's errors name that id. */
const API_KEY = /\bda2-[a-z0-9]{20,}/g;

/** Characters of an unknown error that are shown. */
const MOST = 600;

/** @returns name, code, message and AWS operation of whatever was thrown, the causes and the errors below it included. */
export function textOf(error: unknown): string {
  if (!isError(error)) return String(error);
  const { name, message, cause } = error;
  const { code } = error as { code?: unknown };
  const said = typeof code === 'string' && !message.includes(code) && code !== name ? `${code} ${message}` : message;
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode === undefined ? '' : ` (HTTP ${$metadata.httpStatusCode})`;
  const operation = operationOf(error);
  const asked = operation === undefined ? '' : ` (operation error ${operation})`;
  const below = [
    ...(cause === undefined ? [] : [cause]),
    ...(error instanceof AggregateError ? (error.errors as unknown[]) : []),
  ];
  return `${name}: ${said.trim()}${status}${asked}${below.length === 0 ? '' : ` (${below.map(textOf).join('; ')})`}`;
}

const FAULTS: readonly Fault[] = [
  {
    // The AWS provider, because of allowed_account_ids.
    pattern: /AWS account ID not allowed: (\d+)/,
    explain: ([, account = 'unknown'], environment) => wrongAccount(account, environment),
  },
  {
    // Terraform's own words for the lock that it has met. What S3 has said stands before them, with a RequestID.
    pattern: /Error acquiring the state lock.{0,1000}? Lock Info: (.{0,2000})/i,
    explain: ([, info = ''], { name }) => {
      const of = (field: string, value = '\\S+') => new RegExp(`\\b${field}: +(${value})`).exec(info)?.[1] ?? 'unknown';
      const created = of('Created', '\\S+ \\S+ \\S+ \\S+');
      return explainLock({ id: of('ID'), who: of('Who'), operation: of('Operation'), created }, name);
    },
  },
  {
    pattern: /Error acquiring the state lock.{0,600}failed to unmarshal/i,
    explain: (_, { name, state }) => explainForeignLock(state, name),
  },
  {
    pattern:
      /Failed to unlock state: lock ID '?"?([\w-]+)'?"? does not match (?:the )?existing lock(?: ID '?"?([\w-]+))?/i,
    explain: ([, id, existing = 'unknown'], { name }) => ({
      reason: `The state of ${name} is locked, but not by ${id}: the lock is ${existing}.`,
      next: `Look who holds it with bin/trinity preflight ${name}; another deploy may be running.`,
    }),
  },
  {
    pattern: /Failed to unlock state: .{0,600}(?:NoSuchKey|404)|LocalState not locked/i,
    explain: (_, { name }) => ({
      reason: `The state of ${name} is not locked.`,
      next: `Run bin/trinity deploy ${name}.`,
    }),
  },
  {
    pattern: /RequestTimeTooSkewed|Signature (expired|not yet current)|request time and the current time is too large/i,
    explain: (_, { name }) => ({
      reason: "This machine's clock is wrong: AWS takes requests that are at most five minutes off.",
      next: `Set the clock (timedatectl set-ntp true), then run the command on ${name} again.`,
    }),
  },
  {
    pattern:
      /Expired ?Token|RequestExpired|token.{0,40}(has|is) expired|SSO session.{0,60}(expired|invalid)|(refresh cached|refresh) SSO token|InvalidGrantException/i,
    explain: (_, { name }) => ({
      reason: 'The AWS credentials have expired.',
      next: `Log in again (aws sso login, or new keys), then run the command on ${name} again.`,
    }),
  },
  {
    pattern:
      /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|security token.{0,30}is invalid|AuthFailure/i,
    explain: () => ({
      reason: 'AWS does not know these credentials.',
      next: 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run aws sts get-caller-identity.',
    }),
  },
  {
    pattern:
      /No valid credential sources? found|Could not load credentials|CredentialsProviderError|NoCredentialProviders/i,
    explain: () => ({
      reason: 'There are no AWS credentials.',
      next: 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run aws sts get-caller-identity.',
    }),
  },
  {
    // What comes from GitHub's token, or from another identity provider's.
    pattern: /Not authorized to perform sts:AssumeRoleWithWebIdentity/i,
    explain: (_, { name }) => ({
      reason: 'The role does not trust the token: its trust names another subject, audience or provider.',
      next: `Compare the trust with the subject that GitHub sends of this repository, and have it set by bin/trinity bootstrap ${name} --roles --repository REPO: docs/continuous-delivery.md, "What it needs in AWS".`,
    }),
  },
  {
    pattern: /NoSuchBucket|S3 bucket "?[^" ]+"? does not exist|specified bucket does not exist/i,
    explain: (_, { name }) => ({
      reason: `The bucket of ${name}'s Terraform state does not exist.`,
      next: `Run bin/trinity bootstrap ${name}, which makes it.`,
    }),
  },
  {
    pattern: /Instance cannot be destroyed.{0,200}?Resource (\S+) has/i,
    explain: ([, address = ''], { name }) => ({
      reason: `${address} is protected: Terraform may not destroy or replace it.`,
      next: !address.startsWith('aws_dynamodb_table.')
        ? `It was adopted. bin/trinity import ${name} --check says what would replace it; docs/adopting-what-exists.md says how it goes.`
        : `If its data may go: set deletionProtection to { enabled: false, reason: '…' } in ${fileOf(name)}, have that reviewed and deployed, and only then destroy.`,
    }),
  },
  {
    pattern: /Cannot import non-existent remote object.{0,100}?"(\S+)"/i,
    explain: ([, address], { name, account, region }) => ({
      reason: `${address} is adopted, and account ${account} has no such object in ${region}.`,
      next: `Correct its id in ${fileOf(name)}, or take its adopt out there: then one is made. docs/adopting-what-exists.md says more.`,
    }),
  },
  {
    pattern:
      /reading DynamoDB Table \((\S+?)\): couldn't find resource|The table (\S+) has another key than the application/i,
    explain: ([, absent, another], { name }) => ({
      reason: absent
        ? `The table ${absent} is released, and is not there.`
        : `The table ${another} is released, and has another key than the application reads and writes.`,
      next: `Look at tables in ${fileOf(name)}, and ask who owns it: docs/runbooks/releasing.md says what can be done.`,
    }),
  },
  {
    pattern: /reading Cognito User Pool \(?([\w-]+)|Cognito User Pool \(([\w-]+)\): couldn't find resource/i,
    explain: ([, one, other], { name, account, region }) => ({
      reason: `systems.roomCache.api.userPools names ${one ?? other}, and account ${account} has no such user pool in ${region}.`,
      next: `Correct its id in ${fileOf(name)}, or take it out there.`,
    }),
  },
  {
    pattern:
      /not authorized to perform: ?([\w-]+:\w+)(?:.{0,20}?on resource: ?"?([^\s"]+))?(?:.{0,80}?(with an explicit deny in an? [\w -]{1,40}?(?:policy|boundary)))?/i,
    explain: ({ 1: action, 2: resource, 3: deny, input }, { name }, again) =>
      deny
        ? {
            reason: `The AWS identity may not do ${action}${resource ? ` on ${resource}` : ''}, ${deny}.`,
            next: `No role's own policy helps against a deny: ask whoever keeps it, or use an identity that it does not meet.`,
          }
        : {
            reason: `The AWS identity may not do ${action}${resource ? ` on ${resource}` : ''}.`,
            next: ROLE_KINDS.some((kind) => input.includes(`:assumed-role/${ROLES[kind].name(name)}/`))
              ? `Have an administrator run bin/trinity bootstrap ${name} --roles on this commit, and ${again} If it is not allowed then either, npm run roles writes down what is called.`
              : `Let the role's policy allow ${action}, or use a role that may, and ${again}`,
          },
  },
  {
    pattern: /AccessDenied|UnauthorizedOperation|StatusCode: 403|HTTP 403|Forbidden/i,
    explain: ({ input }, _, again) => ({
      reason: `AWS denies a request: ${clip(input)}`,
      next: `Use a role that may do it (aws sts get-caller-identity says which one is in use), and ${again}`,
    }),
  },
  {
    // The codes as they are: resources here have names such as rooms_throttles.
    pattern:
      /\b(Throttling(Exception)?|Throttled(Exception)?|RequestThrottled(Exception)?|ThrottlingError|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown|Rate exceeded|ProvisionedThroughputExceeded(Exception)?)\b|StatusCode: 429|HTTP 429/,
    explain: ({ input }, _, again) => ({
      reason: `AWS throttles ${operationIn(input) ?? 'requests'}, and went on doing so through all tries.`,
      next: `Wait a minute and ${again}`,
    }),
  },
  {
    pattern: /currently protected against deletion|deletion protection enabled/i,
    explain: ({ input }, { name }) => ({
      reason: `A table is protected against deletion in AWS: ${clip(input)}`,
      next: `If its data may go: set deletionProtection to { enabled: false, reason: '…' } in ${fileOf(name)}, have that reviewed and deployed, and only then destroy.`,
    }),
  },
  {
    pattern: /PermanentRedirect|AuthorizationHeaderMalformed|StatusCode: 301|HTTP 301|IllegalLocationConstraint/i,
    explain: (_, { name, state, region }) => ({
      reason: `The bucket of ${name}'s Terraform state is not in ${state.backend === 's3' ? state.region : region}.`,
      next: `Set state.region in ${fileOf(name)} to the bucket's: aws s3api get-bucket-location says which it is.`,
    }),
  },
  {
    pattern:
      /Backend configuration (block )?has changed|Backend configuration changed|Backend initialization required/i,
    explain: (_, { name }) => ({
      reason: `The state of ${name} has moved to another place since Terraform was initialized here.`,
      next: `If ${fileOf(name)} says the right place: rm -r cdktf.out/stacks/${name}/.terraform, and run the command again.`,
    }),
  },
  {
    pattern: /saved plan is stale/i,
    explain: (_, { name }) => ({
      reason: 'The state has changed since the plan was made: somebody else has deployed in between.',
      next: `Plan anew: bin/trinity deploy ${name}, or bin/trinity review ${name} --plan-out FILE for a plan that is reviewed first.`,
    }),
  },
  {
    pattern: /Failed to query available provider packages|could not connect to registry/i,
    explain: () => ({
      reason: 'Terraform cannot fetch the AWS provider from its registry.',
      next: 'Check the network, or point Terraform at a mirror by a provider_installation block in its CLI configuration.',
    }),
  },
  {
    pattern:
      /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|ETIMEDOUT|TimeoutError|no such host|connection refused|i\/o timeout|context deadline exceeded|socket hang up/i,
    explain: ({ input }, _, again) => ({
      reason: `AWS does not answer: ${clip(input)}`,
      next: `Check the network and the AWS_ENDPOINT_URL variables (normally none is set), and ${again}`,
    }),
  },
  {
    pattern:
      /InternalServer|InternalFailure|InternalError|ServiceUnavailable|ServiceException|StatusCode: 5\d\d|HTTP 5\d\d/i,
    explain: ({ input }, _, again) => ({
      reason: `An AWS service has a fault of its own: ${clip(input)}`,
      next: `See https://health.aws.amazon.com, then ${again}`,
    }),
  },
];

/** `Lambda: UpdateAlias`, as Go's SDK says it in Terraform's errors, and `textOf` of this SDK's. */
const operationIn = (text: string): string | undefined => /operation error ([\w ]{1,40}: \w+)/.exec(text)?.[1];

const clip = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)} …` : text);

/** Who holds a state's lock, as Terraform writes it into the lock. */
export interface Lock {
  readonly id: string;
  readonly who: string;
  /** `OperationTypeApply` */
  readonly operation: string;
  /** RFC 3339 */
  readonly created: string;
}

export function explainLock({ id, who, operation, created }: Lock, environment: string): Explanation {
  const what = operation.replace(/^OperationType/, '').toLowerCase();
  return {
    reason: `The state of ${environment} is locked: ${who} began ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} at ${created}.`,
    next: `If that deploy still runs, wait for it. If it died, clear the lock with bin/trinity unlock ${environment} ${id} and run the command again.`,
  };
}

/** What lies where Terraform would put its lock, and is none. */
export function explainForeignLock(state: Environment['state'], environment: string): Explanation {
  const object = state.backend === 's3' ? `s3://${state.bucket}/${state.key}.tflock` : `the lock of ${environment}`;
  return {
    reason: `The state of ${environment} is locked by something that is no lock of Terraform's: ${object}.`,
    next: `Look at it (aws s3 cp ${object} -); if no deploy runs, remove it (aws s3 rm ${object}) and run the command again.`,
  };
}
