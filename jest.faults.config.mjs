// The full form of the fault suites: `npm run test:faults`. Each starts every server of its own.
import config from './jest.config.cjs';

const { transform, transformIgnorePatterns, modulePathIgnorePatterns } = config.projects[0];

/** @type {import('jest').Config} */
export default {
  ...{ transform, transformIgnorePatterns, modulePathIgnorePatterns },
  displayName: 'faults',
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/faults/full'],
  testMatch: ['**/*.full.ts'],
  // The outage of the mail server lasts as long as all the others together: they run beside it.
  maxWorkers: 2,
};
