#!/usr/bin/env node
// The command line is TypeScript, run as it is: there is no build step that could be forgotten.
// The SDK's advice on Node versions is for who maintains this project, not for who deploys with it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require('./run.cjs');
require('../cli/index.ts');
