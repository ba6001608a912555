import type { Aws } from '../../deployment/aws/clients';
import type { Environment } from '../../environments';
import type { Plan } from '../../packages/plan-review/src/plan/model';
import type { JsonObject } from '../../packages/plan-review/src/plan/value';
import type { JudgedObject } from '../check';
import { declaredApi } from '../declared-api';
import { API_ADDRESS, TOPIC_ADDRESS, type AdoptedObject } from '../objects';
import { judgeApi } from './api';
import { judgeTopic } from './topic';

/** What only AWS can tell of one that is adopted beside tables. @param stack the synthesized Terraform */
export async function judgeObject(
  object: AdoptedObject,
  environment: Environment,
  stack: JsonObject,
  plan: Plan,
  { appsync, kms }: Pick<Aws, 'appsync' | 'kms'>,
): Promise<JudgedObject> {
  switch (object.address) {
    case API_ADDRESS: {
      const isNamed = Object.hasOwn(object.changes, 'schema');
      const change = plan.resources.find(
        ({ address, before }) => address === API_ADDRESS && before?.['id'] === object.id,
      );
      return { ...object, ...(await judgeApi(appsync, object.id, declaredApi(stack), change, isNamed)) };
    }
    case TOPIC_ADDRESS: {
      const before = plan.resources.find(({ address }) => address === TOPIC_ADDRESS)?.before;
      const policy = before?.['id'] === object.id ? before['policy'] : undefined;
      const topic = {
        arn: object.id,
        policy: typeof policy === 'string' ? policy : undefined,
        key: environment.systems.roomCache.alarms.topic?.adopt.encryptionKey,
      };
      return { ...object, ...(await judgeTopic(kms, topic, environment)) };
    }
    default:
      return { ...object, problems: [], notSeen: [] };
  }
}
