import { keysOf } from '../../keys/entries';
import { FUNCTIONS } from '../../model/booking/functions';
import { TABLES } from '../../model/booking/tables';
import type { Finding, Parsed } from '../parsed';
import { nameIn, resourceOf } from '../physical-name';
import {
  copiesCanGo,
  functionsAnswerInTime,
  prodHidesIntrospection,
  prodIsProtected,
  provisionedFitsReserved,
  userPoolIsProtected,
} from '../resources/rules';
import type { NameableObject, Place, Section } from '../section';
import { agentOutlastsBedrock, bedrockIsInReach } from './bedrock';
import type { Booking } from './schema';

export const booking: Section<Booking> = {
  /** botocore's endpoints.json. */
  needs: { service: 'AppSync', partitions: ['aws', 'aws-cn'] },
  rules: (section, place) => [
    ...prodIsProtected(section, place, 'businesses and their customers cannot get back'),
    ...prodHidesIntrospection(section, place),
    ...copiesCanGo(section, place),
    ...provisionedFitsReserved(section),
    ...functionsAnswerInTime(section),
    ...authorizerAnswersInTime(section),
    ...agentOutlastsBedrock(section),
    ...bedrockIsInReach(section, place),
    ...prodWantsSecondFactor(section, place),
    ...userPoolIsProtected(section.administrators, place, ['administrators'], WHO_MANAGES),
  ],
  objects,
  madeAnew: (section) => section,
  beforeDeploy: () => [],
};

/** AppSync waits no longer for it: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization */
const AUTHORIZER_TIMEOUT = 10;

/** What goes with the pool. */
const WHO_MANAGES = 'businesses cannot get back: who may manage which';

function authorizerAnswersInTime({ functions }: Parsed<Booking>): Finding[] {
  const timeout = functions?.authorizer?.timeout;
  if (timeout === undefined || timeout <= AUTHORIZER_TIMEOUT) return [];
  const allowed = `at most ${AUTHORIZER_TIMEOUT} seconds; AppSync waits no longer for who lets clients in`;
  return [{ path: ['functions', 'authorizer', 'timeout'], value: timeout, allowed }];
}

function prodWantsSecondFactor({ administrators }: Parsed<Booking>, { name }: Parsed<Place>): Finding[] {
  if (name !== 'prod' || administrators?.mfa !== 'OPTIONAL') return [];
  const allowed = "'ON'; prod's administrators see what customers have said of themselves";
  return [{ path: ['administrators', 'mfa'], value: 'OPTIONAL', allowed }];
}

/** Nothing of it is adopted: all has the name that a deploy gives it. */
function objects(_: Parsed<Booking>, { namePrefix, name }: Parsed<Place>): NameableObject[] {
  if (namePrefix === undefined || name === undefined) return [];
  const nameOf = (resource: string) => nameIn({ namePrefix, name }, 'booking', resource);
  const made = (kind: NameableObject['kind'], path: readonly string[], resource: string) => ({
    ...{ kind, path, below: [], adopted: undefined, made: resource },
  });
  return [
    ...keysOf(TABLES).map((id) => made('table', ['tables', id], nameOf(resourceOf(id)))),
    ...keysOf(FUNCTIONS).map((id) => made('log group', ['functions', id], `/aws/lambda/${nameOf(id)}`)),
    made('topic', ['alarms'], nameOf('alarms')),
  ];
}
