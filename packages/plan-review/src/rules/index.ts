import { accessLoosened } from './access-loosened';
import { alarmWeakened } from './alarm-weakened';
import { applyFails } from './apply-fails';
import { capacityCut } from './capacity-cut';
import { costChanged } from './cost-changed';
import { encryptionOff } from './encryption-off';
import { functionCut } from './function-cut';
import { hiddenChangeOf } from './hidden-change';
import { iamWidened } from './iam-widened';
import { indexInUse } from './index-in-use';
import { indexDropped } from './index-dropped';
import { loggingOff } from './logging-off';
import { madePublic } from './made-public';
import { neverSettles } from './never-settles';
import { protectionOff } from './protection-off';
import { recoveryOff } from './recovery-off';
import { retentionShortened } from './retention-shortened';
import { oneWay } from './one-way';
import type { Rule } from '../judging/rule';
import { serviceInterrupted } from './service-interrupted';
import { serviceStopped } from './service-stopped';
import { statefulLoss } from './stateful-loss';
import { tagsRemoved } from './tags-removed';
import { unknownDestroyed } from './unknown-destroyed';

/** They say what they look at. */
export const JUDGES = [
  protectionOff,
  recoveryOff,
  indexInUse,
  indexDropped,
  retentionShortened,
  madePublic,
  iamWidened,
  accessLoosened,
  encryptionOff,
  serviceStopped,
  functionCut,
  applyFails,
  oneWay,
  serviceInterrupted,
  alarmWeakened,
  capacityCut,
  loggingOff,
  tagsRemoved,
  costChanged,
  neverSettles,
];

/** What none of them could see. */
export const hiddenChange = hiddenChangeOf(JUDGES);

/** The worst first: what is lost for good, then who gets in, then what works no longer, then what nobody sees. */
export const RULES: readonly Rule[] = [statefulLoss, unknownDestroyed, ...JUDGES, hiddenChange];
