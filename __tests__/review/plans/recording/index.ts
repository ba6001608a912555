import { changes } from './changes';
import { checks } from './checks';
import { dangerous } from './dangerous';
import { drift } from './drift';
import { hostileNames } from './hostile';
import { moves } from './moves';
import { reasons } from './reasons';
import { sensitive } from './sensitive';
import { tableUpdates } from './table-updates';
import { tables } from './tables';

export const recipes = {
  ...changes,
  ...moves,
  ...reasons,
  ...checks,
  ...sensitive,
  ...drift,
  ...hostileNames,
  ...dangerous,
  ...tables,
  ...tableUpdates,
};
