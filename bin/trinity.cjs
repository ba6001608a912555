#!/usr/bin/env node
// The command line is TypeScript, run as it is: there is no build step that could be forgotten.
require('./run.cjs');
require('../cli/index.ts');
