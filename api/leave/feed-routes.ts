import { z } from 'zod';
import { addDays } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import {
  calendarFeedSchema,
  calendarFeedStateSchema,
  calendarFileSchema,
} from '../../domain/wire/calendar-feed';
import { absenceCalendar } from '../../modules/leave/absence-calendar';
import { listHolidays } from '../../modules/calendars/queries';
import { listAbsences } from '../../modules/leave/calendar-queries';
import {
  calendarFeedState,
  closeCalendarFeed,
  openCalendarFeed,
  readerOfFeed,
} from '../../modules/leave/use-cases/share-calendar';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Leave';
const DAYS_BACK = 30;
const DAYS_AHEAD = 300;

/** Who is out, in one's own calendar program: an address that works without signing in, until it is ended. */
export function calendarFeedRoutes(deps: ApiDeps): Route[] {
  const { db, config } = deps;
  return [
    defineRoute({
      method: 'get',
      path: '/calendar-feed',
      tag,
      summary: 'Since when I have a calendar address',
      answer: calendarFeedStateSchema,
      handle: ({ principal }) => calendarFeedState(db, principal.id),
    }),
    defineRoute({
      method: 'post',
      path: '/calendar-feed',
      tag,
      summary: 'Makes me a calendar address; the one before it ends',
      answer: calendarFeedSchema,
      status: 201,
      handle: async ({ principal }) => {
        const token = await openCalendarFeed(db, principal.id);
        return { url: `${config.PUBLIC_URL}/api/v1/calendar-feeds/${token}.ics` };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/calendar-feed',
      tag,
      summary: 'Ends my calendar address',
      answer: z.undefined(),
      status: 204,
      handle: async ({ principal }) => {
        await closeCalendarFeed(db, principal.id);
        return undefined;
      },
    }),
    fileRoute(deps),
  ];
}

function fileRoute({ db, clock }: ApiDeps): Route {
  return defineRoute({
    method: 'get',
    path: '/calendar-feeds/:file',
    tag,
    summary: 'Who is out, as an iCalendar file: names and dates of those its owner may see',
    access: 'anyone',
    params: calendarFileSchema,
    answer: z.string(),
    answerType: 'text/calendar',
    handle: async ({ params, response }) => {
      const reader = await readerOfFeed(db, params.file.slice(0, -'.ics'.length));
      const now = clock.now();
      const today = dateIn(reader.zone, now);
      const query = { from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) };
      const [absences, holidays] = await Promise.all([
        listAbsences(db, reader, { query, now }),
        listHolidays(db, { employeeId: reader.id, query }),
      ]);
      const file = absenceCalendar({ absences, holidays, zone: reader.zone, now });
      response.status(200).type('text/calendar; charset=utf-8').send(file);
      return '';
    },
  });
}
