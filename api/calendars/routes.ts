import { z } from 'zod';
import {
  assignPeopleSchema,
  calendarHolidaySchema,
  calendarSchema,
  editCalendarSchema,
  editLocationSchema,
  locationPeopleSchema,
  locationSchema,
  newCalendarSchema,
  newLocationSchema,
} from '../../domain/wire/calendars';
import { dateSchema, wholeListOf } from '../../domain/wire/common';
import { listCalendars, listLocations, peopleAt } from '../../modules/calendars/queries';
import {
  addCalendar,
  editCalendar,
  removeHoliday,
  setHoliday,
} from '../../modules/calendars/use-cases/edit-calendars';
import {
  addLocation,
  assignPeople,
  editLocation,
} from '../../modules/calendars/use-cases/edit-locations';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Calendars';
const params = z.object({ id: z.uuid() });

/** Working calendars and the places that have them: everybody reads; calendars are HR's to change, both are the admins'. */
export function calendarRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingCalendars(deps), ...changingLocations(deps)];
}

function readingRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/calendars',
      tag,
      summary: 'All working calendars with their days off',
      answer: wholeListOf(calendarSchema),
      handle: async () => ({ items: await listCalendars(db), nextCursor: null }),
    }),
    defineRoute({
      method: 'get',
      path: '/locations',
      tag,
      summary: 'All locations, the default one first',
      answer: wholeListOf(locationSchema),
      handle: async () => ({ items: await listLocations(db), nextCursor: null }),
    }),
    defineRoute({
      method: 'get',
      path: '/locations/:id/people',
      tag,
      summary: 'Who works at a location',
      access: ['admin'],
      params,
      answer: locationPeopleSchema,
      handle: async ({ params: { id } }) => ({
        items: await peopleAt(db, id),
        nextCursor: null,
      }),
    }),
  ];
}

function changingCalendars({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/calendars',
      tag,
      summary: 'Add a working calendar',
      access: ['admin', 'hr'],
      body: newCalendarSchema,
      answer: calendarSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => addCalendar({ db }, principal, body),
    }),
    defineRoute({
      method: 'patch',
      path: '/calendars/:id',
      tag,
      summary: 'Rename a calendar or change its week; open steps keep their due times',
      access: ['admin', 'hr'],
      params,
      body: editCalendarSchema,
      answer: calendarSchema,
      handle: ({ principal, params: { id }, body }) =>
        editCalendar({ db }, principal, { id, changes: body }),
    }),
    defineRoute({
      method: 'post',
      path: '/calendars/:id/holidays',
      tag,
      summary: 'Set a day off, whole or half',
      access: ['admin', 'hr'],
      params,
      body: calendarHolidaySchema,
      answer: calendarSchema,
      handle: ({ principal, params: { id }, body }) =>
        setHoliday({ db }, principal, { id, holiday: body }),
    }),
    defineRoute({
      method: 'delete',
      path: '/calendars/:id/holidays/:date',
      tag,
      summary: 'Take a day off away',
      access: ['admin', 'hr'],
      params: z.object({ id: z.uuid(), date: dateSchema }),
      answer: calendarSchema,
      handle: ({ principal, params: { id, date } }) =>
        removeHoliday({ db }, principal, { id, date }),
    }),
  ];
}

function changingLocations({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/locations',
      tag,
      summary: 'Add a location',
      access: ['admin'],
      body: newLocationSchema,
      answer: locationSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => addLocation({ db }, principal, body),
    }),
    defineRoute({
      method: 'patch',
      path: '/locations/:id',
      tag,
      summary: 'Change a location',
      access: ['admin'],
      params,
      body: editLocationSchema,
      answer: locationSchema,
      handle: ({ principal, params: { id }, body }) =>
        editLocation({ db }, principal, { id, changes: body }),
    }),
    defineRoute({
      method: 'post',
      path: '/locations/:id/people',
      tag,
      summary: 'Let people work at a location, in its zone',
      access: ['admin'],
      params,
      body: assignPeopleSchema,
      answer: locationPeopleSchema,
      handle: async ({ principal, params: { id }, body }) => ({
        items: await assignPeople({ db }, principal, { id, ...body }),
        nextCursor: null,
      }),
    }),
  ];
}
