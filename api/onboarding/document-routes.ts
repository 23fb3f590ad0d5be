import { z } from 'zod';
import { MOST_WAITING_DOCUMENTS } from '../../domain/onboarding/documents';
import { uploadFormSchema } from '../../domain/wire/approval-files';
import { wholeListOf } from '../../domain/wire/common';
import { onboardingTaskSchema, reviewDocumentsSchema } from '../../domain/wire/onboarding';
import { reviewsOf } from '../../modules/onboarding/queries';
import {
  handInDocuments,
  takeBackDocument,
} from '../../modules/onboarding/use-cases/hand-in-documents';
import { readDocument } from '../../modules/onboarding/use-cases/read-document';
import { reviewDocuments } from '../../modules/onboarding/use-cases/review-documents';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readUpload } from '../uploads/read-upload';
import { showFile } from '../uploads/send-file';

const tag = 'Onboarding';
const params = z.object({ id: z.uuid() });

/** Documents that tasks ask for: their owner hands them in, HR accepts them or sends them back. */
export function onboardingDocumentRoutes(deps: ApiDeps): Route[] {
  return [...handInRoutes(deps), ...reviewRoutes(deps)];
}

function handInRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'post',
      path: '/onboarding-tasks/:id/documents',
      summary:
        'Hand in what a task of mine asks for, as pictures or PDFs: all that are sent, or none',
      params,
      documentedForm: uploadFormSchema,
      answer: onboardingTaskSchema,
      status: 201,
      creates: true,
      handle: ({ principal, params: { id }, request }) =>
        handInDocuments(deps, principal, {
          taskId: id,
          upload: readUpload(request, MOST_WAITING_DOCUMENTS),
        }),
    }),
    defineRoute({
      tag,
      method: 'delete',
      path: '/onboarding-documents/:id',
      summary: 'Take back a document of mine that HR has not reviewed',
      params,
      answer: z.undefined(),
      status: 204,
      handle: async ({ principal, params: { id } }) => {
        await takeBackDocument(deps, { id, ownerId: principal.id });
        return undefined;
      },
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/onboarding-documents/:id',
      summary: 'A document, to be looked at; each look is recorded',
      params,
      answer: z.string().meta({ format: 'binary' }),
      answerType: 'application/octet-stream',
      handle: async ({ principal, params: { id }, response }) => {
        const { file, content } = await readDocument(deps, { id, readerId: principal.id });
        return showFile(response, file, content);
      },
    }),
  ];
}

function reviewRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/onboarding-reviews',
      summary: 'Tasks whose documents wait for me to accept them or send them back',
      access: ['hr', 'admin'],
      answer: wholeListOf(onboardingTaskSchema),
      handle: async ({ principal }) => ({
        items: await reviewsOf(deps.db, principal.id),
        nextCursor: null,
      }),
    }),
    defineRoute({
      tag,
      method: 'post',
      path: '/onboarding-tasks/:id/review',
      summary: 'Accept what was handed in for a task, or send it back with a reason',
      access: ['hr', 'admin'],
      params,
      body: reviewDocumentsSchema,
      answer: onboardingTaskSchema,
      handle: ({ principal, params: { id }, body }) =>
        reviewDocuments(deps, principal, { taskId: id, wanted: body }),
    }),
  ];
}
