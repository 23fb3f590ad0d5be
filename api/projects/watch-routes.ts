import { z } from 'zod';
import { newReportSchema, projectWatchSchema } from '../../domain/wire/go-live-watch';
import { reportOnGoLive } from '../../modules/projects/use-cases/report-on-go-live';
import { readWatches } from '../../modules/projects/watch-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const params = z.object({ id: z.uuid() });
const shared = { tag: 'Projects', answer: projectWatchSchema } as const;

/** How a project does after its go-live. */
export function watchRoutes({ db, approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...shared,
      method: 'get',
      path: '/projects/:id/watch',
      summary: 'Check-ins after each go-live, and what was said at them',
      params,
      handle: ({ principal, params: { id } }) => readWatches(db, principal, id),
    }),
    defineRoute({
      ...shared,
      method: 'post',
      path: '/projects/:id/watch/reports',
      summary: 'Say how it does, and whether it stays; going back tells whoever signed',
      params,
      body: newReportSchema,
      status: 201,
      creates: true,
      handle: ({ principal, params: { id }, body }) =>
        reportOnGoLive(approvals, { principal, projectId: id, report: body }),
    }),
  ];
}
