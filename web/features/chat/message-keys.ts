import { useEffect, useRef, type KeyboardEvent } from 'react';

const STEPS: Record<string, 1 | -1> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
/** A row that is scrolled to is there after a few frames. */
const FRAMES = 120;

const messageOf = (row: Element | null) => row?.querySelector<HTMLElement>('article') ?? null;

/** The last message that is wholly on the screen; 0 if there is none. */
export function lastSeenIn(log: HTMLElement): number {
  const { bottom } = log.getBoundingClientRect();
  const rows = [...log.querySelectorAll<HTMLElement>('[data-seq]')];
  const row = rows.findLast((one) => one.getBoundingClientRect().bottom <= bottom + 1);
  return Number(row?.dataset.seq ?? 0);
}

/** Whether a key belongs to something above or beside the log. */
export function isElsewhere({ target }: globalThis.KeyboardEvent): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  return target instanceof HTMLElement && target.closest('.chat-side, .message textarea') !== null;
}

function isPlain({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !altKey && !ctrlKey && !metaKey;
}

/** J and K, or the arrows, lead from message to message while one of them or the log has the focus. */
export function useMessageKeys(log: HTMLElement | null) {
  return (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const { target } = event;
    if (!step || !log || !isPlain(event) || !(target instanceof HTMLElement)) return;
    if (!target.matches('article, [role="log"]')) return;
    const rows = [...log.querySelectorAll('[data-seq]')];
    const at = rows.findIndex((row) => row.contains(target));
    const next = at < 0 ? (step > 0 ? rows[0] : rows.at(-1)) : rows[at + step];
    if (!next) return;
    event.preventDefault();
    const message = messageOf(next);
    message?.focus({ preventScroll: true });
    message?.scrollIntoView({ block: 'nearest' });
  };
}

/** Puts the focus on the message an address leads to, as soon as it is there; once for each address. */
export function useFocusedMessage({
  scroller,
  seq,
}: {
  scroller: HTMLElement | null;
  seq: number | null;
}) {
  const done = useRef<number | null>(null);
  useEffect(() => {
    if (!scroller || seq === null || done.current === seq) return;
    let frame = 0;
    const look = (left: number) => {
      const message = messageOf(scroller.querySelector(`[data-seq="${seq}"]`));
      // A log that is still finding its place is hidden, and takes no focus.
      message?.focus({ preventScroll: true });
      if (message && document.activeElement === message) done.current = seq;
      else if (left > 0) frame = requestAnimationFrame(() => look(left - 1));
    };
    look(FRAMES);
    return () => cancelAnimationFrame(frame);
  }, [scroller, seq]);
}

/** Opens the last message of mine that is shown, to change it. @returns whether there is one */
export function editLast(): boolean {
  const buttons = document.querySelectorAll<HTMLElement>('[aria-label="Messages"] [data-edit]');
  const last = [...buttons].at(-1);
  last?.click();
  return last !== undefined;
}
