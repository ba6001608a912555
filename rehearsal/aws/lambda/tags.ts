import type { Call, Operation } from './operation';
import { found, type StoredFunction } from './store';

/** Tags, and the question whose answer is that there is nothing. */
export const tagOperations = {
  ListTags: (call) => ({ Tags: tagged(call).tags }),
  TagResource(call) {
    const fn = tagged(call);
    fn.tags = { ...fn.tags, ...(call.input['Tags'] as Record<string, string>) };
    return undefined;
  },
  UntagResource(call) {
    const fn = tagged(call);
    const removed = call.query.getAll('tagKeys');
    fn.tags = Object.fromEntries(Object.entries(fn.tags).filter(([key]) => !removed.includes(key)));
    return undefined;
  },
  GetFunctionCodeSigningConfig: (call) => ({ FunctionName: call.fn().latest.FunctionName }),
} satisfies Record<string, Operation>;

function tagged(call: Call): StoredFunction {
  const arn = call.path('arn');
  const functions = [...call.functions.values()];
  return found(
    functions.find((fn) => fn.arn === arn),
    `Function not found: ${arn}`,
  );
}
