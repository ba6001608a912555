import { DeploymentError } from '../errors';

/** Makes the error with which a reviewed plan is not applied. @param first what to do before a new review. Default: nothing */
export type Refuse = (message: string, first?: string) => DeploymentError;

/** @param file of the plan, as it was given */
export const refuserOf =
  (environment: string, file: string): Refuse =>
  (message, first) =>
    new DeploymentError('plan', message, [...(first ? [first] : []), reviewAgain(environment, file)].join('\n'));

export const reviewAgain = (environment: string, file: string): string =>
  `Review again: bin/trinity review ${environment} --plan-out ${file}`;
