import { createContext } from 'react';

/** What the reader of a log does with a message beside reading it; null outside a log. */
interface ReadingActions {
  unreadFrom: (seq: number) => void;
}

/** Of the log that is open. */
export const ReadingContext = createContext<ReadingActions | null>(null);
