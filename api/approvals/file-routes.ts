import type { Response } from 'express';
import { z } from 'zod';
import { uploadedSchema, uploadFormSchema, type FileWire } from '../../domain/wire/approval-files';
import { addFiles } from '../../modules/approvals/use-cases/add-files';
import { readFile } from '../../modules/approvals/use-cases/read-file';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readUpload } from './read-upload';

const tag = 'Approvals';
const params = z.object({ id: z.uuid() });

/** Files of requests: put there, and taken away again as they were. */
export function fileRoutes({ approvals, files }: ApiDeps): Route[] {
  const deps = { ...approvals, files };
  return [
    defineRoute({
      method: 'post',
      path: '/approvals/:id/files',
      tag,
      summary: 'Add files, 10 MB each and 20 a request: all that are sent, or none',
      params,
      documentedForm: uploadFormSchema,
      answer: uploadedSchema,
      status: 201,
      creates: true,
      handle: async ({ params: { id }, principal, request }) => {
        const upload = readUpload(request);
        return { items: await addFiles(deps, { approvalId: id, principal, upload }) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/approvals/:id/files/:fileId',
      tag,
      summary: 'A file, as it was uploaded',
      params: params.extend({ fileId: z.uuid() }),
      answer: z.string().meta({ format: 'binary' }),
      answerType: 'application/octet-stream',
      handle: async ({ params: { id, fileId }, principal, response }) => {
        const { file, content } = await readFile(deps, { approvalId: id, fileId, principal });
        return sendFile(response, file, content);
      },
    }),
  ];
}

/** To be saved, never to be shown in a page of ours: whatever it holds runs nowhere. */
function sendFile(response: Response, file: FileWire, content: Buffer): string {
  response.attachment(file.name);
  response.set({
    'Content-Type': file.type,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    Digest: `sha-256=${Buffer.from(file.sha256, 'hex').toString('base64')}`,
  });
  response.end(content);
  return '';
}
