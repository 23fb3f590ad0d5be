/**
 * How many times longer than promised something may take in a test. Promises are for a machine that does nothing else;
 * what it keeps there is measured and printed by the benchmarks and the fault suites. Tests share theirs with each other:
 * what they catch is what never comes, or comes only with the next sweep of minutes.
 */
const PATIENCE = 5;

/** The bound of what is promised within `ms`, as a test may insist on it. */
export const promised = (ms: number): number => ms * PATIENCE;
