import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const lineSchema = z.object({
  at: z.string(),
  position: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A head of the chain as it was noted outside the database. */
export type Anchor = z.infer<typeof lineSchema>;

/**
 * The anchors of a file, oldest first; none when it is not there yet. A last line that a crash cut off is left out.
 * @throws Error naming the line that is no anchor
 */
export function readAnchors(file: string): Anchor[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // What follows the last line feed was never finished.
  return lines.slice(0, -1).map((line, index) => {
    const anchor = lineSchema.safeParse(parsed(line));
    if (!anchor.success) throw new Error(`line ${index + 1} of ${file} is not an anchor`);
    return anchor.data;
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Appends an anchor, and makes the file and its folder when they are missing. Only the owner can read a new file. */
export function appendAnchor(file: string, anchor: Anchor): void {
  mkdirSync(dirname(file), { recursive: true });
  const cut = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8')) ? '\n' : '';
  appendFileSync(file, `${cut}${JSON.stringify(anchor)}\n`, { mode: 0o600 });
}
