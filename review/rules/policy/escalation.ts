import { isOwnRoot, type Accounts } from './accounts';
import { matches, type Atom } from './match';

/**
 * Who may do one of these can give everything to himself, or the key to somebody else. The list is the one that is
 * published as privilege escalation in AWS (Rhino Security Labs, and those who went on from there).
 */
const ESCALATING = [
  // Rights of a user, a group, a role.
  'iam:addroletoinstanceprofile',
  'iam:addusertogroup',
  'iam:attach*policy',
  'iam:createpolicyversion',
  'iam:delete*permissionsboundary',
  'iam:delete*policy', // which may deny something
  'iam:detach*policy',
  'iam:put*policy',
  'iam:put*permissionsboundary',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  // Credentials of somebody else.
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createservicespecificcredential',
  'iam:deactivatemfadevice',
  'iam:deletevirtualmfadevice',
  'iam:resetservicespecificcredential',
  'iam:resyncmfadevice',
  'iam:updateaccesskey',
  'iam:updateloginprofile',
  'iam:uploadsigningcertificate',
  'iam:uploadsshpublickey',
  // Whom the account trusts.
  'iam:addclientidtoopenidconnectprovider',
  'iam:createopenidconnectprovider',
  'iam:createsamlprovider',
  'iam:updateopenidconnectproviderthumbprint',
  'iam:updatesamlprovider',
  'rolesanywhere:createprofile',
  'rolesanywhere:createtrustanchor',
  'sso:attach*policytopermissionset',
  'sso:createaccountassignment',
  'sso:putinlinepolicytopermissionset',
  // Keys.
  'kms:creategrant',
  'kms:putkeypolicy',
];

/** Who may do one of these acts with the rights of a role that something else runs with. */
const BORROWING = [
  'cloudformation:createchangeset',
  'cloudformation:updatestack',
  'codebuild:startbuild*',
  'codebuild:updateproject',
  'datapipeline:putpipelinedefinition',
  'ec2-instance-connect:sendsshpublickey',
  'ec2:modifyinstanceattribute',
  'ecs:executecommand',
  'glue:updatedevendpoint',
  'glue:updatejob',
  'iam:passrole',
  'lambda:updatefunctioncode',
  'lambda:updatefunctionconfiguration',
  'sagemaker:createpresigneddomainurl',
  'sagemaker:createpresignednotebookinstanceurl',
  'ssm:sendcommand',
  'ssm:startsession',
  'sts:assumerole',
];

/** Whether an action is a way to all others. */
export const isEscalating = (atom: Atom, own: Accounts): boolean =>
  isOneOf(ESCALATING, atom) && !isOwnRoot(atom.principal, own) && !isGrantForService(atom) && !isForHimself(atom);

/** Whether an action is a way to what a role may do that somebody else was given; in a role's trust it is what it is for. */
export const isBorrowing = (atom: Atom): boolean => atom.principal === undefined && isOneOf(BORROWING, atom);

const isOneOf = (actions: readonly string[], { action }: Atom): boolean =>
  actions.some((one) => matches(one, action.toLowerCase()));

/** His own credentials: whoever signs in manages them. Policies are not among them. */
const isForHimself = ({ action, resource = '' }: Atom): boolean =>
  /\$\{aws:(username|userid)\}/i.test(resource) && !/policy|boundary|group/i.test(action);

/** AWS's own services ask for grants, to encrypt a disk for example. */
const isGrantForService = ({ action, statement }: Atom): boolean =>
  action.toLowerCase() === 'kms:creategrant' &&
  statement.conditions.get('bool kms:grantisforawsresource')?.join() === 'true';
