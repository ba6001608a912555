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
  'iam:updateservicespecificcredential',
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
  'rolesanywhere:updateprofile',
  'rolesanywhere:updatetrustanchor',
  // Whom the directory lets in, and with which rights.
  'ds:resetuserpassword',
  'identitystore:creategroupmembership',
  'sso-directory:addmembertogroup',
  'sso-directory:updatepassword',
  'sso:attach*policy*topermissionset',
  'sso:createaccountassignment',
  'sso:delete*frompermissionset',
  'sso:detach*policy*frompermissionset',
  'sso:put*topermissionset',
  'sso:putpermissionspolicy',
  // A cluster's administrators.
  'eks:associateaccesspolicy',
  'eks:createaccessentry',
  'eks:createpodidentityassociation',
  'eks:updateaccessentry',
  'eks:updatepodidentityassociation',
  // What the organization forbids.
  'organizations:deletepolicy',
  'organizations:detachpolicy',
  'organizations:disablepolicytype',
  'organizations:leaveorganization',
  'organizations:moveaccount',
  'organizations:registerdelegatedadministrator',
  'organizations:updatepolicy',
  // Keys.
  'kms:creategrant',
  'kms:putkeypolicy',
];

/**
 * Who may do one of these can let anybody in to a resource, other accounts and the internet included. The list is of what
 * is published as resources that can be exposed (Scott Piper's aws_exposable_resources, endgame), and of what AWS calls
 * the access level "permissions management".
 */
const OPENING = [
  'acm-pca:createpermission',
  'acm-pca:putpolicy',
  'aoss:createaccesspolicy',
  'aoss:updateaccesspolicy',
  'apigateway:patch', // a method's authorization, too
  'apigateway:put',
  'apigateway:updaterestapipolicy',
  'backup:putbackupvaultaccesspolicy',
  'cloudsearch:updateserviceaccesspolicies',
  'codeartifact:put*permissionspolicy',
  'codebuild:putresourcepolicy',
  'dynamodb:putresourcepolicy',
  'ec2:authorizesecuritygroupingress',
  'ec2:modifyfpgaimageattribute',
  'ec2:modifyimageattribute',
  'ec2:modifysnapshotattribute',
  'ec2:modifyvpcendpointservicepermissions',
  'ecr-public:setrepositorypolicy',
  'ecr:putregistrypolicy',
  'ecr:setrepositorypolicy',
  'elasticfilesystem:putfilesystempolicy',
  'es:updatedomainconfig',
  'es:updateelasticsearchdomainconfig',
  'events:putpermission',
  'glacier:setvaultaccesspolicy',
  'glue:putresourcepolicy',
  'iot:attachpolicy',
  'iot:attachprincipalpolicy',
  'iot:createpolicyversion',
  'kafka:putclusterpolicy',
  'kinesis:putresourcepolicy',
  'lakeformation:*grantpermissions',
  'lakeformation:putdatalakesettings',
  'lambda:add*permission',
  'lambda:createfunctionurlconfig',
  'lambda:updatefunctionurlconfig',
  'logs:putdestinationpolicy',
  'logs:putresourcepolicy',
  'mediastore:putcontainerpolicy',
  'network-firewall:putresourcepolicy',
  'oam:putsinkpolicy',
  'organizations:putresourcepolicy',
  'quicksight:update*permissions',
  'ram:associateresourceshare',
  'ram:createresourceshare',
  'rds:modifydb*snapshotattribute',
  'redshift-serverless:putresourcepolicy',
  'redshift:authorizedatashare',
  'redshift:authorizesnapshotaccess',
  'redshift:putresourcepolicy',
  's3:createaccessgrant',
  's3:putbucketacl', // that of an object is asked for by every upload that names one
  's3:put*policy',
  's3:put*publicaccessblock',
  's3express:putbucketpolicy',
  's3tables:puttable*policy',
  'schemas:putresourcepolicy',
  'secretsmanager:putresourcepolicy',
  'serverlessrepo:putapplicationpolicy',
  'ses:createemailidentitypolicy',
  'ses:putidentitypolicy',
  'ses:updateemailidentitypolicy',
  'signer:addprofilepermission',
  'sns:addpermission',
  'sns:settopicattributes', // the policy is one
  'sqs:addpermission',
  'sqs:setqueueattributes',
  'ssm:modifydocumentpermission',
  'ssm:putresourcepolicy',
  'vpc-lattice:putauthpolicy',
  'vpc-lattice:putresourcepolicy',
  'xray:putresourcepolicy',
  // As somebody else, into an application.
  'cognito-identity:setidentitypoolroles',
  'cognito-idp:adminaddusertogroup',
  'cognito-idp:adminsetuserpassword',
  'transfer:createuser',
  'transfer:importsshpublickey',
];

/** Who may do one of these acts with the rights of a role that something else runs with. */
const BORROWING = [
  'apprunner:updateservice',
  'bedrock-agentcore:createcodeinterpreter',
  'bedrock-agentcore:invokecodeinterpreter',
  'cloudformation:createchangeset',
  'cloudformation:executechangeset',
  'cloudformation:updatestack',
  'cloudformation:updatestackset',
  'codebuild:startbuild*',
  'codebuild:updateproject',
  'codepipeline:updatepipeline',
  'codestar:associateteammember',
  'codestar:createproject',
  'datapipeline:putpipelinedefinition',
  'ec2-instance-connect:send*sshpublickey',
  'ec2:associateiaminstanceprofile',
  'ec2:modifyinstanceattribute',
  'ec2:replaceiaminstanceprofileassociation',
  'ecs:executecommand',
  'ecs:registertaskdefinition',
  'ecs:runtask',
  'ecs:starttask',
  'elasticbeanstalk:updateenvironment',
  'elasticmapreduce:addjobflowsteps',
  'glue:createsession',
  'glue:runstatement',
  'glue:updatedevendpoint',
  'glue:updatejob',
  'iam:passrole',
  'lambda:createeventsourcemapping',
  'lambda:updatefunctioncode',
  'lambda:updatefunctionconfiguration',
  'sagemaker:createnotebookinstancelifecycleconfig',
  'sagemaker:createpresigneddomainurl',
  'sagemaker:createpresignednotebookinstanceurl',
  'sagemaker:updatenotebookinstancelifecycleconfig',
  'ssm:createassociation',
  'ssm:resumesession',
  'ssm:sendcommand',
  'ssm:startautomationexecution',
  'ssm:startsession',
  'states:updatestatemachine',
  'sts:assumerole',
];

/** Whether an action is a way to all others. */
export const isEscalating = (atom: Atom, own: Accounts): boolean =>
  isOneOf(ESCALATING, atom) && !isOwnRoot(atom.principal, own) && !isGrantForService(atom) && !isForHimself(atom);

/** Whether an action is a way to let others in; an account that leaves it to its own policies lets in nobody. */
export const isOpening = (atom: Atom, own: Accounts): boolean =>
  isOneOf(OPENING, atom) && !isOwnRoot(atom.principal, own);

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
