import { resolve } from 'node:path';
import { stackDirectory, type Context } from '../project';

/** Where Terraform keeps what `init` has found. */
export const dataDirectory = (context: Context): string =>
  resolve(stackDirectory(context), context.project.env.TF_DATA_DIR || '.terraform');
