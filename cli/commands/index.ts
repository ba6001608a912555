import { bootstrap } from './bootstrap';
import type { Command } from './command';
import { copies } from './copies';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { gates } from './gates';
import { importTables } from './import';
import { performance } from './performance';
import { post } from './post';
import { preflight } from './preflight';
import { review } from './review';
import { rollback } from './rollback';
import { state } from './state';
import { status } from './status';
import { tenant } from './tenant';
import { unlock } from './unlock';
import { verify } from './verify';

/** In the order of the help. */
export const COMMANDS: readonly Command[] = [
  preflight,
  bootstrap,
  deploy,
  verify,
  performance,
  rollback,
  destroy,
  copies,
  status,
  unlock,
  state,
  gates,
  review,
  post,
  importTables,
  tenant,
];
