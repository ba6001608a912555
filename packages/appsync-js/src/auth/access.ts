import { isDeepStrictEqual } from 'node:util';
import { type DirectiveNode, type GraphQLSchema, isObjectType } from 'graphql';
import { own } from '../../../../keys/own';
import type { AuthenticationProvider, AuthenticationType, Providers } from './authentication';
import type { Caller } from './caller';
import { groupsOf, MODES } from './directives';

/** Whom a directive lets in. */
interface Rule {
  readonly mode: AuthenticationType;
  /** Of which one is needed; null where none is. */
  readonly groups: readonly string[] | null;
}

/**
 * Who may have which field, once let in: whom a directive of the field names; where it has none, whom one of its type names;
 * where that has none, who came by the default provider. "Directives work at the field level."
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export class Access {
  /** By type and field; those that have a directive, or whose type has. */
  private readonly rules = new Map<string, ReadonlyMap<string, readonly Rule[]>>();
  private readonly byDefault: AuthenticationProvider;

  /** @param arn of the API */
  constructor(
    schema: GraphQLSchema,
    private readonly providers: Providers,
    private readonly arn: string,
  ) {
    [this.byDefault] = providers;
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
      const ofType = rulesIn([type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []));
      const fields = Object.values(type.getFields()).flatMap(({ name, astNode }) => {
        const ofField = rulesIn(astNode?.directives ?? []);
        const rules = ofField.length > 0 ? ofField : ofType;
        return rules.length > 0 ? [[name, rules] as const] : [];
      });
      if (fields.length > 0) this.rules.set(type.name, new Map(fields));
    }
  }

  /** The API's own of another's way in. */
  providerLike(provider: AuthenticationProvider): AuthenticationProvider | undefined {
    return this.providers.find((one) => isDeepStrictEqual(one, provider));
  }

  allows({ provider, groups, deniedFields }: Caller, type: string, field: string): boolean {
    if (deniedFields.size > 0) {
      if (deniedFields.has(`${type}.${field}`)) return false;
      if (deniedFields.has(`${this.arn}/types/${type}/fields/${field}`)) return false;
    }
    const rules = this.rules.get(type)?.get(field);
    if (rules) {
      const isLetIn = ({ mode, groups: wanted }: Rule): boolean =>
        mode === provider.authenticationType && (!wanted || wanted.some((one) => groups.includes(one)));
      return rules.some(isLetIn);
    }
    if (provider !== this.byDefault) return false;
    return !('userPoolConfig' in provider) || provider.userPoolConfig.defaultAction !== 'DENY';
  }
}

const rulesIn = (directives: readonly DirectiveNode[]): Rule[] =>
  directives.flatMap((directive) => {
    const mode = own(MODES, directive.name.value);
    return mode ? [{ mode, groups: groupsOf(directive) ?? null }] : [];
  });
