/** Somebody who came or went, as a conversation's log has it. */
export interface Move<Person> {
  kind: 'joined' | 'left';
  person: Person;
  by: Person;
  at: string;
}

/** A time somebody was in a conversation. Without an end they still are. */
interface Stay<Person> {
  person: Person;
  joinedAt: string;
  joinedBy: Person;
  leftAt: string | null;
  leftBy: Person | null;
}

/**
 * Who was in a conversation from when to when, in the order in which they came. Who comes back has another stay.
 * @param moves oldest first
 */
export function staysOf<Person extends { id: string }>(moves: Move<Person>[]): Stay<Person>[] {
  const stays: Stay<Person>[] = [];
  const inside = new Map<string, Stay<Person>>();
  for (const { kind, person, by, at } of moves) {
    const stay = inside.get(person.id);
    if (kind === 'joined' && !stay) {
      const begun = { person, joinedAt: at, joinedBy: by, leftAt: null, leftBy: null };
      inside.set(person.id, begun);
      stays.push(begun);
    }
    if (kind === 'left' && stay) {
      inside.delete(person.id);
      Object.assign(stay, { leftAt: at, leftBy: by });
    }
  }
  return stays;
}
