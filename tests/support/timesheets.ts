import type { TimesheetWeek, WeekDraft } from '../../domain/wire/timesheets';
import { addDays } from '../../domain/dates/calendar';
import { mondayOf } from '../../domain/timesheets/weeks';
import type { TestApi } from './api';
import { closeAs } from './close-record';
import type { Persona } from './company';
import { inr } from './finance';
import { today } from './records';

/** The Monday of the week before this one: all of its days are over, everywhere. */
export const lastMonday = () => addDays(mondayOf(today()), -7);

/** What is to become of a request. */
type Ending = 'approved' | 'rejected' | 'withdrawn';

/** What suites do with time and its rates. */
export function timeOf(api: () => TestApi) {
  const week = async (persona: Persona, monday = lastMonday()) =>
    (await (await api().as(persona)).get(`/timesheet-weeks/${monday}`)).body as TimesheetWeek;
  const save = async (persona: Persona, rows: WeekDraft['rows'], monday = lastMonday()) => {
    const { revision } = await week(persona, monday);
    const body = { revision, rows };
    return (await api().as(persona)).call('PUT', `/timesheet-weeks/${monday}`, { body });
  };
  const handIn = async (persona: Persona, projectId: string, monday = lastMonday()) =>
    (await api().as(persona)).post('/timesheets', { projectId, weekStartsOn: monday });
  const close = (sheet: { id: string; approvalId: string }, outcome: Ending) =>
    closeAs(api(), { kind: 'timesheet', ...sheet, outcome });
  return {
    ...{ week, save, handIn, close },
    /** A rate of cost or bill, set by an admin. */
    rate: async (of: {
      kind: 'cost' | 'bill';
      hour: string;
      from?: string;
      person?: Persona;
      role?: string;
      grade?: string;
    }) =>
      (await api().as('admin')).post('/work-rates', {
        ...{ kind: of.kind, validFrom: of.from ?? '2026-01-01', hour: inr(of.hour) },
        ...(of.person ? { employeeId: api().company.people[of.person] } : {}),
        ...{ role: of.role, grade: of.grade },
      }),
    /** Saves rows, hands them in and closes them, as its last signature does. Returns the sheet. */
    work: async (of: {
      persona: Persona;
      projectId: string;
      minutes: number[];
      monday?: string;
      billable?: boolean;
      outcome?: Ending;
    }) => {
      const { persona, projectId, minutes, monday = lastMonday(), billable = true } = of;
      const saved = await save(persona, [{ projectId, task: 'Build', billable, minutes }], monday);
      expect([saved.status, saved.body]).toEqual([200, expect.anything()]);
      const sent = await handIn(persona, projectId, monday);
      expect([sent.status, sent.body]).toEqual([201, expect.anything()]);
      const sheet = sent.body as { id: string; approvalId: string };
      await close(sheet, of.outcome ?? 'approved');
      return sheet;
    },
  };
}
