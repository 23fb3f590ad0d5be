import Sequencer from '@jest/test-sequencer';

/** The suites that take minutes: begun last, one of them would run alone at the end while the other core has nothing to do. */
const LONGEST = [
  'e2e/navigation',
  'e2e/pages',
  'e2e/languages',
  'e2e/receivables',
  'e2e/assistant',
];

/** The longest suites first, the others as jest orders them: by how long they last took, or by their size. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.findIndex((name) => path.endsWith(`/tests/${name}.test.ts`));
      return at === -1 ? LONGEST.length : at;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
