import fc from 'fast-check';
import { stepOutcome } from '../../domain/approvals/progress';
import { clampQuorum, signaturesWanted, type Quorum } from '../../domain/approvals/quorum';
import type { Verdict } from '../../domain/approvals/vocabulary';

const quorums = fc.oneof(
  fc.constantFrom<Quorum>('all', 'any'),
  fc.integer({ min: 1, max: 12 }).map((many): Quorum => `at-least-${many}`),
);
const approvals = (count: number): Verdict[] => Array.from({ length: count }, () => 'approve');

test.each<[Quorum, number, number]>([
  ['any', 3, 1],
  ['all', 3, 3],
  ['at-least-2', 3, 2],
  ['at-least-2', 1, 1],
  ['at-least-5', 3, 3],
  ['all', 0, 1],
])('%s of %d people wants %d', (quorum, people, wanted) => {
  expect(signaturesWanted(quorum, people)).toBe(wanted);
});

test('never wants more than there are, nor fewer than one, and clamping says the same', () => {
  fc.assert(
    fc.property(quorums, fc.integer({ min: 1, max: 15 }), (quorum, people) => {
      const wanted = signaturesWanted(quorum, people);
      expect(wanted).toBeGreaterThanOrEqual(1);
      expect(wanted).toBeLessThanOrEqual(people);
      expect(signaturesWanted(clampQuorum(quorum, people), people)).toBe(wanted);
    }),
  );
});

test('a step is approved with exactly the signatures its quorum wants, in whatever number they come', () => {
  fc.assert(
    fc.property(quorums, fc.integer({ min: 1, max: 15 }), (quorum, people) => {
      const wanted = signaturesWanted(quorum, people);
      for (let signed = 0; signed <= people; signed++) {
        const step = { quorum, verdicts: approvals(signed), awaited: people - signed };
        expect(stepOutcome(step)).toBe(signed >= wanted ? 'approved' : 'open');
      }
    }),
  );
});

test('one rejection settles it, whatever was signed', () => {
  fc.assert(
    fc.property(quorums, fc.nat(10), fc.nat(10), (quorum, signed, awaited) => {
      const verdicts: Verdict[] = [...approvals(signed), 'reject'];
      expect(stepOutcome({ quorum, verdicts, awaited })).toBe('rejected');
    }),
  );
});

test('somebody who drops out is not waited for, but nothing is approved unsigned', () => {
  expect(stepOutcome({ quorum: 'at-least-3', verdicts: approvals(2), awaited: 0 })).toBe(
    'approved',
  );
  expect(stepOutcome({ quorum: 'at-least-3', verdicts: [], awaited: 0 })).toBe('open');
});
