import { AwsError, json, jsonOf, type Answer } from './door/messages';

type Tags = Readonly<Record<string, string>>;

/**
 * Application Auto Scaling: moto 5.2 has scalable targets and policies, but no tags, for which the provider asks as soon
 * as there is a target.
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

function find(tags: ReadonlyMap<string, Tags>, arn: string): Tags {
  const known = tags.get(arn);
  if (known) return known;
  throw new AwsError(400, 'ResourceNotFoundException', `There is no scalable target ${arn}.`);
}
