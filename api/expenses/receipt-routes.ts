import { z } from 'zod';
import { FILES_PER_MESSAGE } from '../../domain/files/file-types';
import { uploadFormSchema } from '../../domain/wire/approval-files';
import { uploadedReceiptsSchema } from '../../domain/wire/expenses';
import {
  discardReceipt,
  readReceipt,
  uploadReceipts,
} from '../../modules/expenses/use-cases/keep-receipts';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readUpload } from '../uploads/read-upload';
import { showFile } from '../uploads/send-file';

const tag = 'Expenses';
const params = z.object({ id: z.uuid() });

/** Receipts: uploaded, named in a line of a claim, and shown to those who may see it. */
export function receiptRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/expense-receipts',
      tag,
      summary: 'Upload pictures or PDFs of receipts, 10 MB each: all that are sent, or none',
      documentedForm: uploadFormSchema,
      answer: uploadedReceiptsSchema,
      status: 201,
      creates: true,
      handle: async ({ principal, request }) => {
        const upload = readUpload(request, FILES_PER_MESSAGE);
        return { items: await uploadReceipts(deps, { employeeId: principal.id, upload }) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/expense-receipts/:id',
      tag,
      summary: 'A receipt, to be looked at',
      params,
      answer: z.string().meta({ format: 'binary' }),
      answerType: 'application/octet-stream',
      handle: async ({ params: { id }, principal, response }) => {
        const { file, content } = await readReceipt(deps, { id, principal });
        return showFile(response, file, content);
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/expense-receipts/:id',
      tag,
      summary: 'Take back a receipt of mine that is on no line',
      params,
      answer: z.undefined(),
      status: 204,
      handle: async ({ params: { id }, principal }) => {
        await discardReceipt(deps, { id, employeeId: principal.id });
        return undefined;
      },
    }),
  ];
}
