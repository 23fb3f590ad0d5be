/** How many of those who are asked must sign: everybody, the first, or the first so many. Text, as it is stored. */
export type Quorum = 'all' | 'any' | `at-least-${number}`;

const AT_LEAST = /^at-least-([1-9]\d?)$/;

/** Signatures a quorum wants of `people` who can give one: never more than there are, and one at least. */
export function signaturesWanted(quorum: Quorum, people: number): number {
  const wanted = quorum === 'all' ? people : Number(AT_LEAST.exec(quorum)?.[1] ?? 1);
  return Math.max(1, Math.min(wanted, people));
}

/** The quorum as it can be met by `people`: "at least 3" of two people is "at least 2". Others stay as they are. */
export function clampQuorum(quorum: Quorum, people: number): Quorum {
  return AT_LEAST.test(quorum) ? `at-least-${signaturesWanted(quorum, people)}` : quorum;
}
