import { useState, type KeyboardEvent } from 'react';
import { EVERYBODY, matchPeople, mentionQuery, type Nameable } from './mention-text';

const OFFERED = 8;

/** One line of the list: a person, or everybody. */
export interface MentionOption extends Nameable {
  hint?: string;
}

const EVERYBODY_HERE: MentionOption = {
  id: EVERYBODY,
  name: EVERYBODY,
  hint: 'Everybody in this conversation',
};

// A name that stands there whole is done with.
function offered(people: Nameable[], query: string): MentionOption[] {
  const found = matchPeople<MentionOption>([...people, EVERYBODY_HERE], query);
  return found[0]?.name === query.trimEnd() ? [] : found.slice(0, OFFERED);
}

/**
 * Who can be named where one writes: offered while an `@` is being typed, chosen by arrow keys and Enter or Tab; Escape
 * closes the list until the next `@`.
 * @param onPick takes the text with the name in it, and where the caret goes
 */
export function useMentionList(input: {
  text: string;
  people: Nameable[];
  onPick: (next: { text: string; caret: number; picked: MentionOption }) => void;
}) {
  const { text, people, onPick } = input;
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const typed = mentionQuery(text, caret);
  const shown = typed && typed.from !== closedAt ? offered(people, typed.query) : [];
  const at = Math.min(active, Math.max(shown.length - 1, 0));
  const pick = (option: MentionOption | undefined) => {
    if (!typed || !option) return;
    const before = `${text.slice(0, typed.from)}@${option.name} `;
    setCaret(before.length);
    setClosedAt(typed.from);
    onPick({
      text: before + text.slice(caret).replace(/^ /, ''),
      caret: before.length,
      picked: option,
    });
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => setActive((at + 1) % shown.length),
    ArrowUp: () => setActive((at - 1 + shown.length) % shown.length),
    Enter: () => pick(shown[at]),
    Tab: () => pick(shown[at]),
    Escape: () => setClosedAt(typed?.from ?? null),
  };
  return {
    options: shown,
    active: at,
    pick,
    /** What is typed now, and where the caret is. */
    follow(nextCaret: number, nextText: string) {
      setCaret(nextCaret);
      setActive(0);
      if (mentionQuery(nextText, nextCaret)?.from !== closedAt) setClosedAt(null);
    },
    /** @returns whether the key was for the list */
    onKey(event: KeyboardEvent): boolean {
      const act = shown.length > 0 && !event.nativeEvent.isComposing ? keys[event.key] : undefined;
      if (!act) return false;
      event.preventDefault();
      event.stopPropagation();
      act();
      return true;
    },
  };
}
