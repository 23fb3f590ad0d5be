const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Messages a run has received. Nothing is ever taken out of `seen`, so an early click is never lost nor done twice. */
export interface Inbox {
  /** Anything may arrive in a signal: what is no ID is dropped, since a handler must never throw. */
  addDecision(id: unknown): void;
  addDecisions(ids: string[]): void;
  addChange(): void;
  hasNews(): boolean;
  /** What has arrived since the last call, oldest first. */
  take(): { decisionIds: string[]; changed: boolean };
}

/** An empty inbox. */
export function createInbox(): Inbox {
  const seen = new Set<string>();
  let fresh: string[] = [];
  let changed = false;
  const addDecision = (id: unknown): void => {
    if (typeof id !== 'string' || !UUID.test(id) || seen.has(id)) return;
    seen.add(id);
    fresh.push(id);
  };
  return {
    addDecision,
    addDecisions: (ids) => ids.forEach(addDecision),
    addChange: () => {
      changed = true;
    },
    hasNews: () => changed || fresh.length > 0,
    take: () => {
      const news = { decisionIds: fresh, changed };
      fresh = [];
      changed = false;
      return news;
    },
  };
}
