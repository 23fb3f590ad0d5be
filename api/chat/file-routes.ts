import { z } from 'zod';
import { FILES_PER_MESSAGE } from '../../domain/files/file-types';
import { uploadFormSchema } from '../../domain/wire/approval-files';
import {
  chatFileListSchema,
  chatFileQuerySchema,
  uploadedChatFilesSchema,
} from '../../domain/wire/chat-files';
import { listChatFiles } from '../../modules/chat/file-queries';
import { findConversation } from '../../modules/chat/queries';
import {
  discardChatFile,
  readChatFile,
  uploadChatFiles,
} from '../../modules/chat/use-cases/keep-files';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readUpload } from '../uploads/read-upload';
import { sendFile, showFile } from '../uploads/send-file';

const tag = 'Chat';
const params = z.object({ id: z.uuid() });
const fileParams = params.extend({ fileId: z.uuid() });
const binary = {
  answer: z.string().meta({ format: 'binary' }),
  answerType: 'application/octet-stream',
};

/** Files in conversations: put there, sent with a message, and taken away again as they were. */
export function chatFileRoutes(deps: ApiDeps): Route[] {
  return [...uploadRoutes(deps), ...readRoutes(deps)];
}

function uploadRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/conversations/:id/files',
      tag,
      summary: 'Upload files for a message, 10 MB each and 10 a form: all that are sent, or none',
      params,
      documentedForm: uploadFormSchema,
      answer: uploadedChatFilesSchema,
      status: 201,
      creates: true,
      handle: async ({ params: { id }, principal, request }) => {
        const upload = readUpload(request, FILES_PER_MESSAGE);
        const place = { userId: principal.id, conversationId: id };
        return { items: await uploadChatFiles(deps, { ...place, upload }) };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/conversations/:id/files/:fileId',
      tag,
      summary: 'Take back a file of mine that is not sent yet',
      params: fileParams,
      answer: z.undefined(),
      status: 204,
      handle: async ({ params: { id, fileId }, principal }) => {
        await discardChatFile(deps, { userId: principal.id, conversationId: id, fileId });
        return undefined;
      },
    }),
  ];
}

function readRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/conversations/:id/files',
      tag,
      summary: 'The files of a conversation, the newest first',
      params,
      query: chatFileQuerySchema,
      answer: chatFileListSchema,
      handle: async ({ params: { id }, query, principal }) => {
        const place = { userId: principal.id, conversationId: id };
        await findConversation(deps.db, place);
        return listChatFiles(deps.db, { ...place, ...query });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/conversations/:id/files/:fileId',
      tag,
      summary: 'A file, as it was uploaded',
      params: fileParams,
      ...binary,
      handle: async ({ params: { id, fileId }, principal, response }) => {
        const place = { userId: principal.id, conversationId: id };
        const { file, content } = await readChatFile(deps, { ...place, fileId });
        return sendFile(response, file, content);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/conversations/:id/files/:fileId/preview',
      tag,
      summary: 'A file to be looked at: pictures and PDF in the browser, anything else as it is',
      params: fileParams,
      ...binary,
      handle: async ({ params: { id, fileId }, principal, response }) => {
        const place = { userId: principal.id, conversationId: id };
        const { file, content } = await readChatFile(deps, { ...place, fileId });
        return showFile(response, file, content);
      },
    }),
  ];
}
