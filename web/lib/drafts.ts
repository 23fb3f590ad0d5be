// Drafts live in this browser only, per person, until the request is sent.
const keyOf = (personId: string, name: string) => `netra.draft.${personId}.${name}`;

/** A kept draft, or null. Storage that is blocked or broken counts as empty. */
export function readDraft(personId: string, name: string): Record<string, unknown> | null {
  try {
    const text = localStorage.getItem(keyOf(personId, name));
    const value: unknown = text ? JSON.parse(text) : null;
    return value && typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Keeps a draft. */
export function keepDraft(personId: string, name: string, values: unknown): void {
  try {
    localStorage.setItem(keyOf(personId, name), JSON.stringify(values));
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

/** Forgets a draft. */
export function dropDraft(personId: string, name: string): void {
  try {
    localStorage.removeItem(keyOf(personId, name));
  } catch {
    // Nothing was kept either.
  }
}
