import type { ReceiptWire } from '../../domain/wire/expenses';
import type { TestApi } from './api';
import type { Persona } from './company';
import type { SentFile } from './hostile-files';

/** A PDF of one page that is told apart by `mark`. */
export const pdf = (mark: string, name = 'receipt.pdf'): SentFile => ({
  ...{ name, type: 'application/pdf' },
  content: Buffer.from(
    `%PDF-1.4\n% ${mark}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  ),
});

/** What an upload of receipts answered. */
interface Answered {
  status: number;
  items: ReceiptWire[];
  errors: { path: string; message: string }[];
}

/** Uploads receipts as a persona. */
export async function uploadReceipts(
  api: TestApi,
  persona: Persona,
  ...files: SentFile[]
): Promise<Answered> {
  const form = new FormData();
  for (const { name, type, content } of files)
    form.append('file', new Blob([new Uint8Array(content)], { type }), name);
  const answer = await fetch(`${api.url}/api/v1/expense-receipts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${(await api.as(persona)).token ?? ''}` },
    body: form,
  });
  const body = (await answer.json()) as Partial<Answered>;
  return { status: answer.status, items: body.items ?? [], errors: body.errors ?? [] };
}
