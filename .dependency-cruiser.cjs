'use strict';

/*
 * Who may import whom: each folder itself, and what stands behind it. From what knows nothing of Trinity down to what people run. A
 * file in the place of a folder is that file alone. Packages are knip's to judge; tests may import anything.
 */
const TYPES = 'api/[^/]+/schema.types'; // generated of the schema
const REVIEW = 'packages/plan-review';
const APPSYNC = 'packages/appsync-js';
const PACKAGING = 'packages/build-package'; // both packages' build
const MAY = {
  keys: [],
  programs: ['keys'],
  [PACKAGING]: [],
  [REVIEW]: ['keys', 'programs', PACKAGING],
  [APPSYNC]: ['keys', 'programs', PACKAGING],
  model: ['keys', TYPES],
  environments: ['keys', 'programs', 'model'],
  functions: ['keys', 'model', TYPES],
  api: ['model', 'functions'],
  browser: [], // a browser runs it, and what follows
  widget: ['browser', TYPES],
  pages: ['browser', TYPES, 'model/booking/administrators'],
  stacks: ['keys', 'programs', 'model', 'environments', 'api', 'functions'],
  build: ['keys', 'programs', 'model/systems', 'environments', APPSYNC, 'stacks/unwired'],
  local: ['keys', 'programs', 'model', 'environments', 'build', 'stacks', APPSYNC],
  import: [
    ...['keys', 'programs', 'model', 'environments', 'functions', REVIEW],
    ...['aws', 'errors', 'terraform', 'wrong-account'].map((part) => `deployment/${part}`),
  ],
  deployment: ['keys', 'programs', 'model', 'environments', 'stacks', 'build', 'import', REVIEW],
  cli: ['keys', 'programs', 'model', 'environments', 'stacks', 'build', 'import', 'deployment', REVIEW],
  rehearsal: ['keys', 'programs', 'model', 'environments', 'local', 'import', 'deployment', REVIEW, APPSYNC],
  upgrading: ['keys', 'programs'],
  bench: [
    'keys',
    'programs',
    'model',
    'environments',
    'build',
    'local',
    'widget',
    'pages',
    'import',
    'deployment',
    'rehearsal',
    REVIEW,
  ],
  bin: ['programs', 'build', 'cli'],
  docs: ['keys', 'programs', 'local', 'import', 'deployment', REVIEW],
};

/** Of model/systems.ts, at each layer. */
const SYSTEM = '^[^/]+/(room-cache|booking)/';

const within = (names) => `^(?:${names.join('|')})(?:/|\\.ts$)`;

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Types count, too: whoever reads one file has to read the other.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every folder stands in the table',
      severity: 'error',
      from: { path: '^[^/.]+/', pathNot: within([...Object.keys(MAY), '__tests__']) },
      to: {},
    },
    {
      name: 'a system imports no other',
      comment: 'Systems find each other by parameter or by name, in AWS.',
      severity: 'error',
      from: { path: SYSTEM, pathNot: '^__tests__/' },
      to: { path: SYSTEM, pathNot: '^[^/]+/$1/' },
    },
    ...Object.entries(MAY).map(([folder, names]) => ({
      name: `${folder} imports ${names.length > 0 ? names.join(', ') : 'nothing'}`,
      severity: 'error',
      from: { path: within([folder]) },
      to: {
        path: '^[^.]',
        pathNot: [within([folder, ...names]), '(^|/)node_modules/', '\\.json$'],
        dependencyTypesNot: ['core'],
      },
    })),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(?:bench/aws-cdk|cdktf\\.out|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectJSDocImports: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'import', 'default'] },
  },
};
