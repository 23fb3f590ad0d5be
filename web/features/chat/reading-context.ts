import { createContext } from 'react';
import type { useReading } from './use-reading';

/** How the log around a message is read; null outside a log, as in a list of results. */
export const ReadingContext = createContext<ReturnType<typeof useReading> | null>(null);
