/** Entry of a log whose numbers grow by one. */
interface Numbered {
  change: number;
}

/** What a reader has of a log, and what has come ahead of its turn. */
interface ChangeOrder<Entry extends Numbered> {
  /** The last change that was let through. */
  readonly cursor: number;
  /** Takes entries in whatever order and however often they come; returns those whose turn it is, each once. */
  accept(entries: Entry[]): Entry[];
  /** Whether something waits for an entry that has not come: it is to be asked for, after the cursor. */
  hasGap(): boolean;
}

/**
 * Lets change n through only after n − 1: no delivery is trusted to be complete, single or in order.
 * @param cursor the last change the reader has already
 */
export function createChangeOrder<Entry extends Numbered>(cursor: number): ChangeOrder<Entry> {
  const ahead = new Map<number, Entry>();
  let last = cursor;
  return {
    get cursor() {
      return last;
    },
    accept(entries) {
      for (const entry of entries) if (entry.change > last) ahead.set(entry.change, entry);
      const due: Entry[] = [];
      for (let next = ahead.get(last + 1); next; next = ahead.get(last + 1)) {
        ahead.delete(next.change);
        last = next.change;
        due.push(next);
      }
      return due;
    },
    hasGap: () => ahead.size > 0,
  };
}
