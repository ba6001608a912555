import { resolve } from 'node:path';
import { stackDirectory, type Context } from '../project';

/** Where Terraform keeps what `init` has found. */
export const dataDirectory = ({ project, environment }: Context): string =>
  resolve(stackDirectory(project, environment.name), project.env.TF_DATA_DIR || '.terraform');
