// Tests read what is written to standard error. The SDK's warning that Node 20 has ended is for people, and those see it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // What takes minutes and seldom changes: `npm run test:thorough`.
  testPathIgnorePatterns: ['/node_modules/', '\\.thorough\\.test\\.ts$'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // Ends what hangs. Nothing is proved by it: a busy machine may take ten times as long as an idle one.
  testTimeout: 900_000,
  // Jest would leave a core to its own process: of two, that is half.
  maxWorkers: '100%',
  // V8 does not collect what a test file leaves while there is room: a worker would grow to 2 GB.
  workerIdleMemoryLimit: '600MB',
  testSequencer: './jest.sequencer.js',
};
