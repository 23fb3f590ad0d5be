import { z } from 'zod';
import {
  changeChecklistSchema,
  checklistPreviewSchema,
  checklistTemplateSchema,
  newChecklistSchema,
  previewChecklistSchema,
} from '../../domain/wire/checklists';
import { wholeListOf } from '../../domain/wire/common';
import {
  findTemplate,
  listTemplates,
  previewDates,
} from '../../modules/onboarding/checklist-queries';
import {
  changeChecklist,
  createChecklist,
  retireChecklist,
} from '../../modules/onboarding/use-cases/edit-checklists';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Onboarding';
const params = z.object({ id: z.uuid() });
const access: ['hr', 'admin'] = ['hr', 'admin'];

/** The checklists that onboardings start from: HR reads, writes, previews and retires them. */
export function checklistRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...writingRoutes(deps)];
}

function readingRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...{ tag, access },
      method: 'get',
      path: '/checklist-templates',
      summary: 'The checklists an onboarding or an off-boarding starts from, the retired ones last',
      answer: wholeListOf(checklistTemplateSchema),
      handle: async () => ({ items: await listTemplates(db), nextCursor: null }),
    }),
    defineRoute({
      ...{ tag, access },
      method: 'get',
      path: '/checklist-templates/:id',
      summary: 'One checklist',
      params,
      answer: checklistTemplateSchema,
      handle: ({ params: { id } }) => findTemplate(db, id),
    }),
    defineRoute({
      ...{ tag, access },
      method: 'post',
      path: '/checklist-templates/preview',
      summary:
        'When tasks would be due for somebody who starts, or leaves, on a day; changes nothing',
      body: previewChecklistSchema,
      answer: checklistPreviewSchema,
      handle: ({ body }) => previewDates(db, body),
    }),
  ];
}

function writingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...{ tag, access },
      method: 'post',
      path: '/checklist-templates',
      summary: 'Write a new checklist',
      body: newChecklistSchema,
      answer: checklistTemplateSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => createChecklist(deps, principal, body),
    }),
    defineRoute({
      ...{ tag, access },
      method: 'put',
      path: '/checklist-templates/:id',
      summary: 'Change a checklist; those who have started with it keep their tasks',
      params,
      body: changeChecklistSchema,
      answer: checklistTemplateSchema,
      handle: ({ principal, params: { id }, body }) =>
        changeChecklist(deps, principal, { id, wanted: body }),
    }),
    defineRoute({
      ...{ tag, access },
      method: 'post',
      path: '/checklist-templates/:id/retire',
      summary: 'Retire a checklist: nobody starts with it any more',
      params,
      answer: checklistTemplateSchema,
      handle: ({ principal, params: { id } }) => retireChecklist(deps, principal, id),
    }),
  ];
}
