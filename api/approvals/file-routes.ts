import { z } from 'zod';
import { FILES_PER_REQUEST } from '../../domain/files/file-types';
import { uploadedSchema, uploadFormSchema } from '../../domain/wire/approval-files';
import { addFiles } from '../../modules/approvals/use-cases/add-files';
import { readFile } from '../../modules/approvals/use-cases/read-file';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readUpload } from '../uploads/read-upload';
import { sendFile } from '../uploads/send-file';

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
        const upload = readUpload(request, FILES_PER_REQUEST);
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
