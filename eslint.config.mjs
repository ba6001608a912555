import eslint from '@eslint/js';
import appsync from '@aws-appsync/eslint-plugin';
import { require as requireTypeScript } from 'tsx/cjs/api';
import tseslint from 'typescript-eslint';

const { outsideKeys } = requireTypeScript('./keys/rule.ts', import.meta.url);
const { resolverRules } = requireTypeScript('./packages/appsync-js/src/code/rules/plugin.ts', import.meta.url);

/** Library code must not read the environment: only these files may (docs/architecture.md, "Where process.env is read"). */
const readsProcessEnv = [
  'functions/*/*/config.ts',
  'functions/*/*/index.ts',
  'environments/index.ts',
  'build/**',
  'cli/index.ts',
  'packages/plan-review/src/cli/index.ts',
  'local/cli.ts',
  'programs/chromium.ts',
  'rehearsal/cli.ts',
  'rehearsal/aws-cli.ts',
  'bench/**',
  '__tests__/**',
];

/** What is bundled for APPSYNC_JS. */
const resolverFiles = [
  'api/{*/,}{resolvers,functions,shared}/**/*.ts',
  'model/item.ts',
  'model/room-cache/items/**/*.ts',
];

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'cdktf.out/',
      'coverage/',
      'bench/aws-cdk/',
      'packages/*/dist/',
      '**/*.js',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@cdktf/provider-aws',
              message: 'Import @cdktf/provider-aws/lib/<resource>: the barrel costs 2.3 s and 565 MB to load.',
            },
          ],
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // Others install them: what they import is built into them.
    files: ['packages/*/src/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?:\\.\\./){3,}(?!\\.\\./|(?:keys|programs)/)',
              message: 'Of the project, a package takes nothing but keys/ and programs/.',
            },
          ],
        },
      ],
    },
  },
  {
    // Tests and benchmarks make up their keys themselves.
    files: ['**/*.ts'],
    ignores: ['__tests__/**', 'bench/**'],
    plugins: { trinity: { rules: { 'outside-keys': outsideKeys } } },
    rules: { 'trinity/outside-keys': 'error' },
  },
  {
    files: ['**/*.ts'],
    ignores: readsProcessEnv,
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: "Only the environment loader, a function's config.ts and command-line entries read process.env.",
        },
      ],
    },
  },
  {
    // A command loads what it needs when it runs: const { x }: typeof import('./y') = require('./y').
    files: ['cli/**'],
    rules: { '@typescript-eslint/no-require-imports': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // APPSYNC_JS is not Node: AWS's own rules say what its runtime accepts.
    files: resolverFiles,
    ...appsync.configs.recommended,
  },
  {
    // ... and the local run's say what AppSync is reported to refuse.
    files: resolverFiles,
    plugins: { local: resolverRules },
    rules: Object.fromEntries(Object.keys(resolverRules.rules).map((name) => [`local/${name}`, 'error'])),
  },
);
