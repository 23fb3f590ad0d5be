import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Principal } from '../../domain/access/principal';
import {
  csvExport,
  jsonExport,
  type ExportCounts,
  type ExportFormat,
  type ExportHead,
} from '../../domain/chat/export-format';
import type { AuditedMessage, ChatExportQuery } from '../../domain/wire/chat-audit';
import type { Auditor } from '../../modules/chat/note-access';
import {
  beginExport,
  exportParts,
  finishExport,
  type ChatExport,
} from '../../modules/chat/use-cases/export-conversations';
import type { Database } from '../../platform/database/database';

const FORMATS = {
  json: { format: jsonExport, type: 'application/json; charset=utf-8' },
  csv: { format: csvExport, type: 'text/csv; charset=utf-8' },
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Streams an export as a file. That it was asked for is written down before its first byte, the hashes of what was sent
 * before its last ones: a file without its end is one that did not arrive.
 */
export async function sendExport(
  db: Database,
  {
    principal,
    auditor,
    query,
    response,
  }: { principal: Principal; auditor: Auditor; query: ChatExportQuery; response: Response },
): Promise<void> {
  const begun = await beginExport(db, auditor, query);
  const { format, type } = FORMATS[query.format];
  const { id, name } = principal;
  const text = written(db, { begun, auditor, by: { id, name }, format });
  response.status(200).type(type).attachment(`conversations-${begun.id}.${query.format}`);
  await pipeline(Readable.from(text), response).catch(() => response.destroy());
}

async function* written(
  db: Database,
  {
    begun,
    auditor,
    by,
    format,
  }: { begun: ChatExport; auditor: Auditor; by: ExportHead['by']; format: ExportFormat },
): AsyncGenerator<string> {
  const { reason, ...filters } = begun.query;
  const head = { id: begun.id, at: begun.at, by, reason, filters };
  const content = createHash('sha256');
  const counts: ExportCounts = { conversations: 0, messages: 0, versions: 0, files: 0 };
  for await (const text of contentOf(db, { begun, format, head, counts })) {
    content.update(text);
    yield text;
  }
  const contentSha256 = content.digest('hex');
  const manifest = JSON.stringify({ ...head, zone: begun.zone, counts, contentSha256 });
  const manifestSha256 = sha256(manifest);
  const { messages } = counts;
  await finishExport(db, auditor, { export: begun, messages, contentSha256, manifestSha256 });
  yield format.seal(manifest, manifestSha256);
}

async function* contentOf(
  db: Database,
  {
    begun,
    format,
    head,
    counts,
  }: { begun: ChatExport; format: ExportFormat; head: ExportHead; counts: ExportCounts },
): AsyncGenerator<string> {
  yield format.begin(head);
  let isFirst = true;
  for await (const part of exportParts(db, begun)) {
    if (part.kind === 'conversation') {
      const { conversation, membership } = part;
      if (counts.conversations > 0) yield format.close();
      yield format.conversation(conversation, membership, counts.conversations === 0);
      counts.conversations++;
    } else {
      add(counts, part.message);
      yield format.message(part.message, isFirst);
    }
    isFirst = part.kind === 'conversation';
  }
  if (counts.conversations > 0) yield format.close();
  yield format.end();
}

function add(counts: ExportCounts, { versions, files }: AuditedMessage): void {
  counts.messages++;
  counts.versions += versions.length;
  counts.files += files.length;
}
