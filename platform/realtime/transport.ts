/** One way of carrying text between processes. At most once, in no promised order: the bus is built on nothing more. */
export interface Transport {
  /** Sends payloads to every process that listens, the sender included. Rejects when they could not be sent. */
  send(payloads: string[]): Promise<void>;
  close(): Promise<void>;
}

/** The channel of both transports. */
export const CHANNEL = 'netra_hints';

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 2000;

/** Milliseconds to wait before the nth attempt (from 0) to connect again; spread so that processes do not come in step. */
export function reconnectDelay(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS) * (0.75 + Math.random() / 2);
}
