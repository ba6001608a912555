import { AWS } from './aws';
import { AZURE } from './azure';
import { GOOGLE } from './google';
import { OTHERS } from './others';

/** Whether an apply can make one again as it was: it is all in the configuration. */
export const isStateless = (type: string): boolean => STATELESS.has(type);

/** Of each provider, types separated by white space, in order. */
const STATELESS: ReadonlySet<string> = new Set(
  [AWS, AZURE, GOOGLE, OTHERS].flatMap((types) => types.trim().split(/\s+/)),
);
