import pino, { type Logger } from 'pino';

export type { Logger };

/** JSON lines on standard output. Log ids and codes, never bodies, tokens, reasons or chat text. */
export function createLogger(options: { level: string; role: string }): Logger {
  return pino(
    {
      level: options.level,
      base: { role: options.role },
      redact: { paths: ['*.password', '*.token', '*.authorization', '*.cookie'], remove: true },
    },
    // Not in the way of what it tells of; what is waiting is written when the process ends.
    pino.destination({ sync: false }),
  );
}
