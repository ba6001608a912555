import { AwsError, json, jsonOf, type Answer, type AwsRequest, type JsonObject } from './door/messages';
import { regionOf } from './door/region';
import { askMoto } from './moto/ask';

type Tags = Readonly<Record<string, string>>;

/**
 * Application Auto Scaling: moto 5.2 has scalable targets and policies, but no tags, for which the provider asks as soon
 * as there is a target. A target that goes takes its policies and tags along, and a policy that is put again its alarms.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html
 */
export function withTags(moto: Answer): Answer {
  const tags = new Map<string, Tags>();
  const answerTags = (body: object) => Promise.resolve(json(200, body, 'application/x-amz-json-1.1'));
  return async (request) => {
    const input = jsonOf(request);
    const arn = String(input['ResourceARN']);
    switch (request.operation) {
      case 'RegisterScalableTarget': {
        const response = await moto(request);
        const { ScalableTargetARN } = jsonOf({ body: Buffer.from(response.body) }) as { ScalableTargetARN?: string };
        // Registering a target again changes its capacity, not its tags.
        if (ScalableTargetARN !== undefined && !tags.has(ScalableTargetARN)) {
          tags.set(ScalableTargetARN, (input['Tags'] ?? {}) as Tags);
        }
        return response;
      }
      case 'DeregisterScalableTarget': {
        const ofTarget = await about(moto, request, input);
        const response = await moto(request);
        if (response.status === 200) {
          for (const target of ofTarget.arns) tags.delete(target);
          for (const { PolicyName } of ofTarget.policies) {
            await ask(moto, request, 'DeleteScalingPolicy', { ...input, PolicyName });
          }
        }
        return response;
      }
      case 'PutScalingPolicy': {
        const { PolicyName } = input;
        const { policies } = await about(moto, request, input);
        const response = await moto(request);
        const old = policies.filter((one) => one.PolicyName === PolicyName).flatMap(({ Alarms = [] }) => Alarms);
        if (response.status === 200 && old.length > 0) await deleteAlarms(moto, request, old);
        return response;
      }
      case 'ListTagsForResource':
        return answerTags({ Tags: find(tags, arn) });
      case 'TagResource':
        tags.set(arn, { ...find(tags, arn), ...(input['Tags'] as Tags) });
        return answerTags({});
      case 'UntagResource': {
        const removed = input['TagKeys'] as readonly string[];
        tags.set(arn, Object.fromEntries(Object.entries(find(tags, arn)).filter(([key]) => !removed.includes(key))));
        return answerTags({});
      }
      default:
        return moto(request);
    }
  };
}

const ask = (moto: Answer, request: AwsRequest, operation: string, input: JsonObject) =>
  askMoto(moto, {
    service: 'application-autoscaling',
    region: regionOf(request),
    target: `AnyScaleFrontendService.${operation}`,
    input,
  });

const deleteAlarms = (moto: Answer, request: AwsRequest, alarms: readonly { readonly AlarmName: string }[]) =>
  askMoto(moto, {
    service: 'monitoring',
    region: regionOf(request),
    target: 'GraniteServiceVersion20100801.DeleteAlarms',
    input: { AlarmNames: alarms.map(({ AlarmName }) => AlarmName) },
  });

interface Policy {
  readonly PolicyName: string;
  readonly Alarms?: readonly { readonly AlarmName: string }[];
}

/** The ARN of a target, and its policies. */
async function about(moto: Answer, request: AwsRequest, input: JsonObject) {
  const { ServiceNamespace, ResourceId, ScalableDimension } = input;
  const of = { ServiceNamespace, ScalableDimension };
  const targets = await ask(moto, request, 'DescribeScalableTargets', { ...of, ResourceIds: [ResourceId] });
  const policies = await ask(moto, request, 'DescribeScalingPolicies', { ...of, ResourceId });
  const { ScalableTargets = [] } = targets.body as { ScalableTargets?: { ScalableTargetARN: string }[] };
  const { ScalingPolicies = [] } = policies.body as { ScalingPolicies?: Policy[] };
  return {
    arns: ScalableTargets.map(({ ScalableTargetARN }) => ScalableTargetARN),
    policies: ScalingPolicies,
  };
}

function find(tags: ReadonlyMap<string, Tags>, arn: string): Tags {
  const known = tags.get(arn);
  if (known) return known;
  throw new AwsError(400, 'ResourceNotFoundException', `There is no scalable target ${arn}.`);
}
