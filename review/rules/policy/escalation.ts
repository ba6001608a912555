import { isOwnRoot, type Accounts } from './accounts';
import { matches, type Atom } from './match';

/** Who may do one of these can give everything to himself, or the key to somebody else. */
const ESCALATING = [
  'iam:addusertogroup',
  'iam:attach*policy',
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createpolicyversion',
  'iam:delete*permissionsboundary',
  'iam:put*policy',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  'kms:creategrant',
  'kms:putkeypolicy',
];

/** Whether an action is a way to all others. */
export const isEscalating = (atom: Atom, own: Accounts): boolean =>
  ESCALATING.some((one) => matches(one, atom.action.toLowerCase())) &&
  !isOwnRoot(atom.principal, own) &&
  !isGrantForService(atom);

/** AWS's own services ask for grants, to encrypt a disk for example. */
const isGrantForService = ({ action, statement }: Atom): boolean =>
  action.toLowerCase() === 'kms:creategrant' &&
  statement.conditions.get('bool kms:grantisforawsresource')?.join() === 'true';
