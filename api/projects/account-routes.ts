import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  accountLineQuerySchema,
  accountLineSchema,
  projectAccountQuerySchema,
  projectAccountSchema,
} from '../../domain/wire/project-accounts';
import {
  portfolioQuerySchema,
  portfolioRowSchema,
  projectStandingSchema,
  projectTermsSchema,
  recognisedSchema,
  recognitionSchema,
} from '../../domain/wire/project-terms';
import { readProjectAccount } from '../../modules/project-accounts/queries-of-accounts';
import { listAccountLines } from '../../modules/project-accounts/line-queries';
import { listPortfolio } from '../../modules/project-accounts/portfolio-queries';
import { readStanding } from '../../modules/project-accounts/standing-queries';
import { recogniseRevenue } from '../../modules/project-accounts/use-cases/recognise-revenue';
import { setTerms } from '../../modules/project-accounts/use-cases/set-terms';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Projects';
const params = z.object({ id: z.uuid() });

/** What projects earn and cost: for their managers, the heads of their departments, finance and admins. */
export function projectAccountRoutes(deps: ApiDeps): Route[] {
  return [...profitRoutes(deps), ...termsRoutes(deps)];
}

function profitRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/projects/:id/pnl',
      summary: 'What a project earned and cost, from the journal and from approved time',
      params,
      query: projectAccountQuerySchema,
      answer: projectAccountSchema,
      handle: ({ principal, params: { id }, query }) =>
        readProjectAccount(db, { principal, projectId: id, query }),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/projects/:id/pnl/lines',
      summary: 'The lines behind a figure, the newest day first',
      params,
      query: accountLineQuerySchema,
      answer: pageOf(accountLineSchema),
      handle: ({ principal, params: { id }, query }) =>
        listAccountLines(db, { principal, projectId: id, query }),
    }),
  ];
}

function termsRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/projects/:id/terms',
      summary: 'How a project earns and what it may cost, and where it stands today',
      params,
      answer: projectStandingSchema,
      handle: ({ principal, params: { id } }) => readStanding(deps, principal, id),
    }),
    defineRoute({
      tag,
      method: 'put',
      path: '/projects/:id/terms',
      summary: 'Set how a project earns, what it may cost and its milestones',
      params,
      body: projectTermsSchema,
      answer: projectStandingSchema,
      handle: ({ principal, params: { id }, body }) =>
        setTerms(deps, { principal, projectId: id, terms: body }),
    }),
    defineRoute({
      tag,
      access: ['finance', 'admin'],
      method: 'post',
      path: '/projects/:id/recognitions',
      summary: 'Post what a project has earned by a day and is not in the books',
      params,
      body: recognitionSchema,
      answer: recognisedSchema,
      status: 201,
      creates: true,
      handle: ({ principal, params: { id }, body }) =>
        recogniseRevenue(deps, { principal, projectId: id, on: body.on }),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/project-portfolio',
      summary: 'The projects whose account one may see, by code, each over its whole life',
      query: portfolioQuerySchema,
      answer: pageOf(portfolioRowSchema),
      handle: ({ principal, query }) => listPortfolio(deps.db, principal, query),
    }),
  ];
}
