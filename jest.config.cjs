// @swc/jest compiles what jest loads; packages published only as ES modules are compiled too.
const ESM_ONLY = [];

// Suites that talk to the real PostgreSQL and the real Temporal server, started once for all of them.
const SYSTEM = ['api', 'faults', 'e2e', 'dev', 'eval'];

const common = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true, tsx: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: false,
            useDefineForClassFields: false,
            react: { runtime: 'automatic' },
          },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|') || '_none_'})/)`, '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.netra/'],
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  // What a suite has loaded is not all let go: after two hundred a worker had 4 GB, and collecting them took most of its time.
  workerIdleMemoryLimit: '1500MB',
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  // Of all projects: jest reads it here alone.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testPathIgnorePatterns: SYSTEM.map((folder) => `<rootDir>/tests/${folder}/`),
    },
    {
      ...common,
      displayName: 'system',
      testMatch: [`<rootDir>/tests/{${SYSTEM.join(',')}}/**/*.test.ts`],
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
};
