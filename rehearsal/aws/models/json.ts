import { own, setOwn } from '../../../keys/own';
import type { ServiceModel } from './service-model';
import type { MemberRef } from './shape';

/** A value of JSON, with the names that the model has for members. */
export function modelNames(model: ServiceModel, shape: string, value: unknown): unknown {
  return model.renames ? renamed(model, { shape }, value) : value;
}

/** What has another type than its shape stays as it is: whoever looks at it says so. */
function renamed(model: ServiceModel, ref: MemberRef, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const shape = model.shape(ref.shape);
  if (Array.isArray(value)) {
    return shape.type === 'list' ? value.map((element) => renamed(model, shape.member!, element)) : value;
  }
  const result: Record<string, unknown> = {};
  if (shape.type === 'map') {
    for (const [key, element] of Object.entries(value)) setOwn(result, key, renamed(model, shape.value!, element));
    return result;
  }
  if (shape.type !== 'structure') return value;
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const found = own(value as Record<string, unknown>, member.locationName ?? name);
    if (found !== undefined) setOwn(result, name, renamed(model, member, found));
  }
  return result;
}
