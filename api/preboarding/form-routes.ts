import { z } from 'zod';
import { MOST_WAITING_DOCUMENTS } from '../../domain/onboarding/documents';
import { uploadFormSchema } from '../../domain/wire/approval-files';
import {
  fillPreboardingSchema,
  ownPreboardingSchema,
  readPreboardingSchema,
  takeBackEarlySchema,
} from '../../domain/wire/preboarding';
import { createLoginLimits } from '../../modules/auth/login-limits';
import { readForm, saveForm, submitForm } from '../../modules/preboarding/use-cases/fill-form';
import { handInEarly, takeBackEarly } from '../../modules/preboarding/use-cases/hand-in-early';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route, type RouteContext } from '../route';
import { readUpload } from '../uploads/read-upload';
import { countGuesses } from './count-guesses';

/** The header that an upload names its link by: a form of files has no room for it, and an address never holds one. */
const TOKEN_HEADER = 'x-form-token';

type Counted = <Result>(
  token: string,
  request: RouteContext<never, never, never>['request'],
  work: () => Promise<Result>,
) => Promise<Result>;

const about = { method: 'post', tag: 'Before the first day', access: 'anyone' } as const;

/** What a newcomer does by a mailed link, without signing in. Tokens come in bodies and a header, never in addresses. */
export function formRoutes(deps: ApiDeps): Route[] {
  const limits = createLoginLimits(deps, 'forms');
  const counted: Counted = (token, request, work) =>
    countGuesses(limits, { token, address: request.ip ?? '' }, work);
  return [...writingRoutes(deps, counted), ...documentRoutes(deps, counted)];
}

function writingRoutes(deps: ApiDeps, counted: Counted): Route[] {
  return [
    defineRoute({
      ...about,
      path: '/preboarding/read',
      summary: 'The form behind a link; changes nothing',
      body: readPreboardingSchema,
      answer: ownPreboardingSchema,
      handle: ({ body: { token }, request }) =>
        counted(token, request, () => readForm(deps, token)),
    }),
    defineRoute({
      ...about,
      path: '/preboarding/save',
      summary: 'Keep what is written so far, whole or not',
      body: fillPreboardingSchema,
      answer: ownPreboardingSchema,
      handle: ({ body, request }) => counted(body.token, request, () => saveForm(deps, body)),
    }),
    defineRoute({
      ...about,
      path: '/preboarding/submit',
      summary: 'Hand the form in, which uses its link up',
      body: fillPreboardingSchema,
      answer: z.undefined(),
      status: 204,
      handle: async ({ body, request }) => {
        await counted(body.token, request, () => submitForm(deps, body));
        return undefined;
      },
    }),
  ];
}

function documentRoutes(deps: ApiDeps, counted: Counted): Route[] {
  return [
    defineRoute({
      ...about,
      path: '/preboarding/documents',
      summary: `Hand in what a task asks for; the link's token stands in the header ${TOKEN_HEADER}`,
      query: z.strictObject({ taskId: z.uuid() }),
      documentedForm: uploadFormSchema,
      answer: ownPreboardingSchema,
      status: 201,
      handle: ({ query: { taskId }, request }) => {
        const token = request.get(TOKEN_HEADER) ?? '';
        const upload = readUpload(request, MOST_WAITING_DOCUMENTS);
        return counted(token, request, () => handInEarly(deps, { token, taskId, upload }));
      },
    }),
    defineRoute({
      ...about,
      path: '/preboarding/documents/take-back',
      summary: 'Take back a document that HR has not reviewed',
      body: takeBackEarlySchema,
      answer: ownPreboardingSchema,
      handle: ({ body, request }) => counted(body.token, request, () => takeBackEarly(deps, body)),
    }),
  ];
}
