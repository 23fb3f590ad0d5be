import { existsSync } from 'node:fs';
import { readAnchors } from '../modules/audit/anchors';
import { verifyChain, type Fault } from '../modules/audit/verify-chain';
import { connectDatabase } from '../platform/database/database';
import { roleMain } from './role';

/** Walks the audit chain, compares it with the anchors and fails with the first row that is wrong. */
roleMain('audit-verify', async ({ databaseUrl }) => {
  const file = process.env.AUDIT_ANCHOR_FILE || undefined;
  const database = await connectDatabase({ url: databaseUrl, entities: [], poolSize: 2 });
  try {
    const found = await verifyChain(database, file ? readAnchors(file) : []);
    if (found.fault) throw new Error(describe(found.fault, found.sealed));
    return [
      `The audit trail holds: ${found.sealed} sealed rows, ${found.waiting} waiting for their seal.`,
      `Head: ${found.sealed} ${found.head}`,
      anchorSentence(file, found.anchors),
    ].join('\n');
  } finally {
    await database.close();
  }
});

function describe({ position, eventId, what }: Fault, sealed: number): string {
  const row = [
    ...(position === null ? [] : [`position ${position}`]),
    ...(eventId === null ? [] : [`audit_event ${eventId}`]),
  ].join(', ');
  return `the first bad row is ${row}: ${what}. The ${sealed} rows before it hold.`;
}

/** Without an anchor the end can be cut off, or the whole chain written anew, and nothing here would show it. */
function anchorSentence(file: string | undefined, anchors: number): string {
  if (!file) return 'Not compared with an anchor: AUDIT_ANCHOR_FILE is not set.';
  if (!existsSync(file)) return `Not compared with an anchor: there is no ${file}.`;
  return `${anchors} anchors of ${file} agree.`;
}
