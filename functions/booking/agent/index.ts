import { readConfig } from './config';
import { createDependencies } from './dependencies';
import { createHandler } from './handler';

export const handler = createHandler(createDependencies(readConfig()));
