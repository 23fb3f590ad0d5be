import { readdir } from 'node:fs/promises';
import type { FileWire } from '../../domain/wire/approval-files';
import type { Approval } from '../../domain/wire/approvals';
import type { TestApi } from './api';
import type { Persona } from './company';
import type { SentFile } from './hostile-files';
import { mondayAhead } from './records';
import { workOn } from './worker-by-hand';

/** What an upload answered. */
interface Uploaded {
  status: number;
  body: { items: FileWire[]; detail: string; errors?: { path: string; message: string }[] };
}

let week = 1;

/** A leave of sales.rep that waits for sales.manager. */
export async function waitingLeave(api: TestApi): Promise<string> {
  const from = mondayAhead((week += 1));
  const answer = await (
    await api.as('sales.rep')
  ).post('/leave-requests', { type: 'unpaid', from, to: from, reason: 'x' });
  const { approvalId } = answer.body as { approvalId: string };
  await workOn(api, approvalId);
  return approvalId;
}

/** A small text file. */
export const txt = (name: string, content = 'hello'): SentFile => ({
  name,
  type: 'text/plain',
  content: Buffer.from(content),
});

/** Files of a persona, put on requests, taken from there, and as they lie in the store. */
export function uploadsOf(api: TestApi) {
  const authorization = async (persona: Persona) => `Bearer ${(await api.as(persona)).token ?? ''}`;
  const post = async (
    approvalId: string,
    headers: Record<string, string>,
    body: FormData | string,
  ): Promise<Uploaded> => {
    const address = `${api.url}/api/v1/approvals/${approvalId}/files`;
    const answer = await fetch(address, { method: 'POST', headers, body });
    return { status: answer.status, body: (await answer.json()) as Uploaded['body'] };
  };
  return {
    async upload(
      persona: Persona,
      approvalId: string,
      files: SentFile[],
      options: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
    ) {
      const form = new FormData();
      for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value);
      for (const { name, type, content } of files)
        form.append('file', new Blob([new Uint8Array(content)], { type }), name);
      const headers = { authorization: await authorization(persona), ...options.headers };
      return post(approvalId, headers, form);
    },
    /** Sends a name exactly as it stands: clients of good will clean theirs. */
    async uploadRaw(approvalId: string, fileName: string) {
      const name = fileName.replace(/"/g, '\\"');
      const body = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x--\r\n`;
      const type = { 'content-type': 'multipart/form-data; boundary=x' };
      return post(approvalId, { authorization: await authorization('sales.rep'), ...type }, body);
    },
    async download(persona: Persona, approvalId: string, fileId: string) {
      return fetch(`${api.url}/api/v1/approvals/${approvalId}/files/${fileId}`, {
        headers: { authorization: await authorization(persona) },
      });
    },
    async read(approvalId: string): Promise<Approval> {
      return (await (await api.as('sales.rep')).get(`/approvals/${approvalId}`)).body;
    },
    /** The name of every file in the store. */
    async stored(): Promise<string[]> {
      const options = { recursive: true, withFileTypes: true } as const;
      const found = await readdir(api.deps.config.FILES_DIR, options).catch(() => []);
      return found.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
  };
}
