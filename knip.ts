import { NAMES } from './environments/names';

/** What nothing imports by a path that can be read. */
const config = {
  workspaces: {
    '.': {
      entry: [
        ...NAMES.map((name) => `environments/${name}.ts`), // loaded by name
        'local/console/tables.ts', // loaded by require, when somebody opens the console
        'local/dynamodb/dynalite-worker.ts',
        'local/lambda/worker.ts',
        'functions/*/*/{index,apart}.ts',
        'api/*/{resolvers,functions}/*.ts',
        'widget/*/*.ts',
        'pages/!(shared)/*.ts',
        'bench/account-server.ts',
        'bench/room-cache/page-server.ts',
        'bench/booking/server.ts',
        '__tests__/local/lambda/starved{,-worker}.ts',
        'stacks/room-cache/tables-stack.ts',
        'cli/index.ts',
      ],
      project: ['**/*.ts', '!packages/**'],
    },
    'packages/appsync-js': {
      entry: ['src/index.ts'],
      project: ['**/*.ts'],
      ignoreDependencies: ['esbuild'], // packages/build-package.ts imports it
    },
    'packages/plan-review': {
      entry: ['src/index.ts', 'src/cli/{index,post,show,plan-file,failure}.ts'],
      project: ['**/*.ts'],
      ignoreDependencies: ['esbuild'],
    },
  },
  ignore: ['bench/aws-cdk/**'],
  ignoreBinaries: ['java', 'jq', 'mkfifo', 'taskset', 'terraform'],
  ignoreDependencies: ['graphiql', 'react', 'react-dom', /^@aws-amplify[/]/], // pages' scripts load them
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
