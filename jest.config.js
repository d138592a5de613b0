/** Packages that ship ES modules only; Node 20.19 requires them as they are, Jest wants them compiled. */
const ESM_PACKAGES = [
  'dom-serializer',
  'domelementtype',
  'domhandler',
  'domutils',
  'entities',
  'htmlparser2',
  'jose',
  'stemmer',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.(?:ts|js|mjs)$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ESM_PACKAGES.join('|')})/)`, '<rootDir>/dist/'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/tests/neo4j/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/neo4j/globalTeardown.ts',
  // One core fewer is the default, which leaves a machine with two cores idle while a test waits for Neo4j.
  maxWorkers: '100%',
  testTimeout: 30_000,
};
