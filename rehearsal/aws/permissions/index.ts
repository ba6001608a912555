import { own } from '../../../keys/own';
import { decide, deniedMessage, type Statement } from '../../../local/iam/decide';
import { accessKeyOf } from '../../../local/iam/door';
import { AwsError, type AwsRequest, type JsonObject } from '../door/messages';
import { needsOf } from './needs';

/** Somebody who sends requests, and may not do everything. */
export interface Principal {
  /** `arn:aws:sts::123456789012:assumed-role/github-deploys-staging/rehearsal` */
  readonly arn: string;
  /** What the policies say. Default: everything is allowed, and written down */
  readonly statements?: readonly Statement[];
}

/** Refuses what a principal's policies do not allow, in AWS's words; remembers what each was allowed and has called. */
export class Permissions {
  private readonly called = new Map<string, Set<string>>();

  /** @param principals by the access key id that signs. Whoever else signs may do everything */
  constructor(
    private readonly account: string,
    private readonly principals: Readonly<Record<string, Principal>>,
  ) {}

  /**
   * @param input its members by the model's names
   * @throws AwsError for the first permission that is missing
   */
  require(request: AwsRequest, input: JsonObject): void {
    const key = accessKeyOf(request);
    const principal = own(this.principals, key);
    if (!principal) return;
    for (const need of needsOf(request, input, this.account)) {
      const decision = principal.statements ? decide(principal.statements, need) : 'allowed';
      if (decision !== 'allowed') throw denied(request, deniedMessage(principal.arn, need, decision));
      this.called.set(key, (this.called.get(key) ?? new Set()).add(need.action));
    }
  }

  /** Actions that were called and allowed, sorted. @param key the access key id */
  calledBy = (key: string): string[] => [...(this.called.get(key) ?? [])].sort();
}

function denied({ protocol, service }: AwsRequest, message: string) {
  if (service === 'sns') return new AwsError(403, 'AuthorizationError', message); // SNS's API reference, "Common errors"
  const isJson = protocol === 'json' || protocol === 'cbor';
  return new AwsError(
    isJson ? 400 : 403,
    protocol === 'query' || protocol === 'rest-xml' ? 'AccessDenied' : 'AccessDeniedException',
    message,
  );
}
