import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  mondaySchema,
  newWorkRateSchema,
  projectMemberSchema,
  projectMembersSchema,
  reversalLineSchema,
  timesheetWeekSchema,
  weekDraftSchema,
  workRateQuerySchema,
  workRateSchema,
} from '../../domain/wire/timesheets';
import { readMembers } from '../../modules/projects/record-queries';
import { removeMember, setMember } from '../../modules/projects/use-cases/change-members';
import { listWorkRates } from '../../modules/timesheets/rate-queries';
import { saveWeek } from '../../modules/timesheets/use-cases/save-week';
import { setWorkRate } from '../../modules/timesheets/use-cases/set-work-rate';
import { keepLine, takeLineBack } from '../../modules/timesheets/use-cases/take-line-back';
import { readWeek } from '../../modules/timesheets/week-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Timesheets';
const forFinance = { tag, access: ['finance', 'admin'] } satisfies Partial<Route>;
const weekParams = z.object({ monday: mondaySchema });
const params = z.object({ id: z.uuid() });
const memberParams = params.extend({ employeeId: z.uuid() });

/** One's own time by weeks, what an hour is worth, and who is on a project. Handing time in is a kind of approval. */
export function timesheetRoutes(deps: ApiDeps): Route[] {
  return [...weekRoutes(deps), ...rateRoutes(deps), ...memberRoutes(deps)];
}

function weekRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/timesheet-weeks/:monday',
      summary: 'My week: what is still a draft, and what was handed in',
      params: weekParams,
      answer: timesheetWeekSchema,
      handle: ({ params: { monday }, principal }) => readWeek(deps, principal, monday),
    }),
    defineRoute({
      tag,
      method: 'put',
      path: '/timesheet-weeks/:monday',
      summary: 'Write what is not handed in yet of my week',
      params: weekParams,
      body: weekDraftSchema,
      answer: timesheetWeekSchema,
      handle: ({ params: { monday }, body, principal }) =>
        saveWeek(deps, { principal, monday, draft: body }),
    }),
    defineRoute({
      tag,
      method: 'post',
      path: '/timesheet-lines/:id/reversals',
      summary: 'Draft the line that takes approved time of mine back',
      params,
      answer: reversalLineSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, principal }) => takeLineBack(deps, { principal, lineId: id }),
    }),
    defineRoute({
      tag,
      method: 'delete',
      path: '/timesheet-lines/:id',
      summary: 'Drop a draft that would take time back',
      params,
      answer: z.undefined(),
      status: 204,
      async handle({ params: { id }, principal }) {
        await keepLine(deps, { principal, lineId: id });
        return undefined;
      },
    }),
  ];
}

function rateRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/work-rates',
      summary: 'What an hour costs and is billed at, those that begin last first',
      query: workRateQuerySchema,
      answer: pageOf(workRateSchema),
      handle: ({ query }) => listWorkRates(deps.db, query),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/work-rates',
      summary: 'Set what an hour of a person, a role or a grade is worth from a day on',
      body: newWorkRateSchema,
      answer: workRateSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => setWorkRate(deps, { principal, rate: body }),
    }),
  ];
}

function memberRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag: 'Projects',
      method: 'get',
      path: '/projects/:id/members',
      summary: 'Who is on a project, and as what',
      params,
      answer: projectMembersSchema,
      shows: { resource: 'project', ids: ({ projectId }) => [projectId] },
      handle: ({ params: { id }, principal }) => readMembers(deps.db, principal, id),
    }),
    defineRoute({
      tag: 'Projects',
      method: 'put',
      path: '/projects/:id/members/:employeeId',
      summary: 'Put somebody on a project, or give them another role on it',
      params: memberParams,
      body: projectMemberSchema,
      answer: projectMembersSchema,
      handle: ({ params: { id, employeeId }, body, principal }) =>
        setMember(deps, { principal, projectId: id, employeeId, role: body.role }),
    }),
    defineRoute({
      tag: 'Projects',
      method: 'delete',
      path: '/projects/:id/members/:employeeId',
      summary: 'Take somebody off a project',
      params: memberParams,
      answer: projectMembersSchema,
      handle: ({ params: { id, employeeId }, principal }) =>
        removeMember(deps, { principal, projectId: id, employeeId }),
    }),
  ];
}
