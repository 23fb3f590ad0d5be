import { pageOf } from '../../domain/wire/common';
import {
  projectListQuerySchema,
  projectRowSchema,
  projectSchema,
  recordParamsSchema,
} from '../../domain/wire/records';
import { findProject, listProjects } from '../../modules/projects/record-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Projects';

/** Projects as records. Asking for a go-live is a kind of approval. */
export function projectRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/projects',
      tag,
      summary: 'The projects one may see, by code',
      query: projectListQuerySchema,
      answer: pageOf(projectRowSchema),
      shows: { resource: 'project', ids: ({ items }) => items.map(({ id }) => id) },
      handle: ({ principal, query }) => listProjects(db, principal, query),
    }),
    defineRoute({
      method: 'get',
      path: '/projects/:id',
      tag,
      summary: 'One project with its people and go-lives',
      params: recordParamsSchema,
      answer: projectSchema,
      shows: { resource: 'project', ids: ({ id }) => [id] },
      handle: ({ principal, params }) => findProject(db, principal, params.id),
    }),
  ];
}
