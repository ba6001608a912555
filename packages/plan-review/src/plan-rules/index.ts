import { actionRun } from './action-run';
import { driftSetBack } from './drift-set-back';
import { failedCheck } from './failed-check';
import { incomplete } from './incomplete';
import { maskMissing } from './mask-missing';
import { notUnderstood } from './not-understood';
import type { PlanRule } from '../judging/plan-rule';

export const PLAN_RULES: readonly PlanRule[] = [
  notUnderstood,
  maskMissing,
  incomplete,
  failedCheck,
  driftSetBack,
  actionRun,
];
