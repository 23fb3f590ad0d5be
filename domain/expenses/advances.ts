/** An advance with what is left of it, in minor units. */
interface OpenAdvance {
  id: string;
  left: bigint;
}

/** What a claim uses of an advance, in minor units. */
interface Allocation {
  advanceId: string;
  minor: bigint;
}

/**
 * What an approved claim uses of the advances of its person: the first of them first, never more than is left of it, and
 * never more than is due.
 */
export function allocateAdvances(due: bigint, advances: OpenAdvance[]): Allocation[] {
  let open = due;
  return advances.flatMap(({ id, left }) => {
    const minor = left < open ? left : open;
    if (minor <= 0n) return [];
    open -= minor;
    return [{ advanceId: id, minor }];
  });
}
