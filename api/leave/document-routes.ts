import { z } from 'zod';
import { FILES_PER_MESSAGE } from '../../domain/files/file-types';
import { uploadFormSchema } from '../../domain/wire/approval-files';
import { uploadedDocumentsSchema } from '../../domain/wire/leave-types';
import { readDocument, uploadDocuments } from '../../modules/leave/use-cases/keep-documents';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readUpload } from '../uploads/read-upload';
import { showFile } from '../uploads/send-file';

const tag = 'Leave';

/** Documents for leave: uploaded, named in a request, and shown to those who may see it. */
export function leaveDocumentRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/leave-documents',
      tag,
      summary:
        'Upload pictures or PDFs that leave needs, 10 MB each: all that are sent, or none; unused, they are kept 30 days',
      documentedForm: uploadFormSchema,
      answer: uploadedDocumentsSchema,
      status: 201,
      creates: true,
      handle: async ({ principal, request }) => {
        const upload = readUpload(request, FILES_PER_MESSAGE);
        return { items: await uploadDocuments(deps, { employeeId: principal.id, upload }) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/leave-documents/:id',
      tag,
      summary: 'A document of a leave, to be looked at',
      params: z.object({ id: z.uuid() }),
      answer: z.string().meta({ format: 'binary' }),
      answerType: 'application/octet-stream',
      handle: async ({ params: { id }, principal, response }) => {
        const { file, content } = await readDocument(deps, { id, principal });
        return showFile(response, file, content);
      },
    }),
  ];
}
