import fc from 'fast-check';
import {
  findSubstitute,
  isSameSignature,
  type ActiveDelegation,
} from '../../domain/approvals/substitution';

const to = (fromId: string, toId: string, kinds: string[] | null = null): ActiveDelegation => ({
  ...{ fromId, toId, kinds },
});

function substituteOf(
  person: string,
  delegations: ActiveDelegation[],
  over: { taken?: string[]; requester?: string; kind?: string } = {},
) {
  return findSubstitute(person, {
    kind: over.kind ?? 'leave',
    requesterId: over.requester ?? 'requester',
    taken: new Set(over.taken),
    delegations,
  });
}

describe('who acts for somebody', () => {
  test('nobody without a delegation, the one named with one', () => {
    expect(substituteOf('a', [])).toBeNull();
    expect(substituteOf('a', [to('x', 'b')])).toBeNull();
    expect(substituteOf('a', [to('a', 'b')])).toBe('b');
  });

  test('a substitute who is away passes it on', () => {
    expect(substituteOf('a', [to('a', 'b'), to('b', 'c')])).toBe('c');
    // The delegation of the one in between is not for this kind: they are there.
    expect(substituteOf('a', [to('a', 'b'), to('b', 'c', ['expense-claim'])])).toBe('b');
  });

  test('a loop leads nowhere, and a way out of it to whoever is there', () => {
    const loop = [to('a', 'b'), to('b', 'c'), to('c', 'a')];
    for (const person of ['a', 'b', 'c']) expect(substituteOf(person, loop)).toBeNull();
    expect(substituteOf('a', [...loop, to('c', 'd', ['leave'])])).toBe('d');
  });

  test('the requester neither acts nor passes on, so that nobody picks who signs for them', () => {
    expect(substituteOf('a', [to('a', 'b')], { requester: 'b' })).toBeNull();
    expect(substituteOf('a', [to('a', 'b'), to('b', 'c')], { requester: 'b' })).toBeNull();
    expect(substituteOf('a', [to('a', 'b'), to('a', 'c')], { requester: 'b' })).toBe('c');
  });

  test('who has signed or is asked already does not act as well', () => {
    expect(substituteOf('a', [to('a', 'b')], { taken: ['b'] })).toBeNull();
    expect(substituteOf('a', [to('a', 'b'), to('b', 'c')], { taken: ['b'] })).toBe('c');
  });

  test('kinds narrow it', () => {
    const both = [to('a', 'b', ['leave']), to('a', 'c', ['expense-claim'])];
    expect(substituteOf('a', both)).toBe('b');
    expect(substituteOf('a', both, { kind: 'expense-claim' })).toBe('c');
    expect(substituteOf('a', both, { kind: 'project-go-live' })).toBeNull();
  });
});

const person = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f', 'g');
const kinds = fc.constantFrom<string[] | null>(
  null,
  ['leave'],
  ['expense-claim'],
  ['leave', 'expense-claim'],
);
const graph = fc.array(fc.record({ fromId: person, toId: person, kinds }), { maxLength: 14 });

test('whatever people delegate, it ends with somebody eligible who is there, or with nobody', () => {
  fc.assert(
    fc.property(graph, person, person, fc.array(person), (delegations, who, requester, taken) => {
      const found = substituteOf(who, delegations, { requester, taken });
      if (found === null) return;
      expect(found).not.toBe(who);
      expect(found).not.toBe(requester);
      expect(taken).not.toContain(found);
      const applying = delegations.filter((one) => one.kinds?.includes('leave') ?? true);
      expect(applying.some(({ fromId }) => fromId === found)).toBe(false);
      expect(reach(who, applying, requester)).toContain(found);
    }),
    { numRuns: 3_000 },
  );
});

test('nobody who could act is overlooked', () => {
  fc.assert(
    fc.property(graph, person, person, fc.array(person), (delegations, who, requester, taken) => {
      const applying = delegations.filter((one) => one.kinds?.includes('leave') ?? true);
      const there = [...reach(who, applying, requester)].filter(
        (id) => id !== who && !taken.includes(id) && !applying.some(({ fromId }) => fromId === id),
      );
      const found = substituteOf(who, delegations, { requester, taken });
      expect(found === null).toBe(there.length === 0);
    }),
    { numRuns: 3_000 },
  );
});

/** Everybody a chain of delegations leads to without the requester in it, the person included. */
function reach(who: string, delegations: ActiveDelegation[], requester: string): Set<string> {
  const reached = new Set([who]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { fromId, toId } of delegations) {
      if (reached.has(fromId) && toId !== requester) reached.add(toId);
    }
  }
  return reached;
}

test('an approver and their substitute are one signature of one step', () => {
  const own = { stepId: 's', approverId: 'a', onBehalfOfId: null };
  const substitute = { stepId: 's', approverId: 'b', onBehalfOfId: 'a' };
  expect(isSameSignature(own, substitute)).toBe(true);
  expect(isSameSignature(substitute, { ...own, approverId: 'b' })).toBe(false);
  expect(isSameSignature(own, { ...substitute, stepId: 't' })).toBe(false);
});
