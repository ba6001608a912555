import { matches } from './match';
import type { Statement } from './statement';

const SIGNS_IN = 'sts:assumerolewithwebidentity';

/** Claims that tell one user, or one application, of an identity provider from all others. */
const CLAIM = /^(for\w+:)?string(?!not)\w* (\S+:(sub|app_id)|cognito-identity\.amazonaws\.com:aud)$/;

/** Whether all users of an identity provider, which may be everybody's, may take the role. */
export const isOpenToProvider = ({ principals, actions, conditions }: Statement): boolean =>
  principals.some((one) => one.startsWith('Federated ')) &&
  actions.some((action) => matches(action.toLowerCase(), SIGNS_IN)) &&
  ![...conditions].some(([name, values]) => CLAIM.test(name) && values.length > 0 && !values.some(isAnyone));

/** `*`, `repo:*`, and `repo:acme*`, which is also `repo:acme-of-somebody-else/app`. */
const isAnyone = (claim: string): boolean => /^((\w+:)?|repo:[^/]*)[*?]/.test(claim);
