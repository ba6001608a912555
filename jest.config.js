/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // Of the whole depth: `npm run test:rehearsal`.
  testPathIgnorePatterns: ['/node_modules/', '\\.rehearsal\\.test\\.ts$'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // Ends what hangs. Nothing is proved by it: a busy machine may take ten times as long as an idle one.
  testTimeout: 900_000,
  // Jest would leave a core to its own process: of two, that is half.
  maxWorkers: '100%',
  testSequencer: './jest.sequencer.js',
};
