import type { MailedReport } from '../../domain/assistant/mailed-report';
import type { DueReport } from '../../domain/assistant/report-contract';
import { formatDate } from '../../domain/dates/format';
import { dateIn } from '../../domain/dates/today';
import { mailReport, noteFailedReport } from '../../modules/assistant/use-cases/mail-report';
import { startMailRelay, type MailRelay } from '../../modules/mail/mail-relay';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { bellsOf, reportOf, saveAnswer, schedule } from '../support/report-talk';
import { startTestInbox, type TestInbox } from '../support/stack';

jest.setTimeout(60_000);

let api: TestApi;
let inbox: TestInbox;

beforeAll(async () => {
  inbox = await startTestInbox();
  api = await startTestApi({ env: { SMTP_URL: inbox.smtpUrl } });
});
afterAll(async () => {
  await api?.stop();
  await inbox?.stop();
});

const LEAVE = 'How much leave do I have left?';
let times = 0;

/** A report of somebody's that is due, each time at another time. */
async function dueOf(persona: Persona, title: string): Promise<DueReport> {
  const client = await api.as(persona);
  const reportId = await saveAnswer(client, { question: LEAVE, title });
  expect((await schedule(client, reportId)).status).toBe(200);
  return { reportId, revision: 1, dueAt: new Date(1_800_000_000_000 + times++).toISOString() };
}

/** What was written of a report: its runs and its mails. */
async function written({ reportId }: DueReport) {
  const runs = await api.db.query<{ outcome: string; because: string | null; rows: number | null }>(
    `SELECT outcome, because, row_count AS rows FROM assistant_report_run WHERE report_id = $1 ORDER BY due_at`,
    [reportId],
  );
  const mails = await api.db.query<{ status: string }>(
    `SELECT status FROM mail WHERE template = 'assistant-report' AND props->>'reportId' = $1`,
    [reportId],
  );
  return { runs, mails };
}

const idOf = (persona: Persona) => api.company.people[persona];

const restrict = async (persona: Persona) =>
  (await api.as('admin')).post(`/admin/users/${idOf(persona)}/restrictions`, {
    ...{ assistant: true, reason: 'For a while' },
  });

/** Sends what is queued, until nothing is. */
async function deliver(): Promise<void> {
  const { db, logger, bus, clock, config } = api.deps;
  const relay: MailRelay = startMailRelay({ db, logger, bus, clock, config });
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const [left] = await db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM mail WHERE template = 'assistant-report' AND status = 'queued'`,
    );
    if (left!.count === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await relay.stop();
}

test('tried again, and by several at once, the same time is mailed once and rings once', async () => {
  const due = await dueOf('sales.rep', 'Once');
  const at = [1, 2, 3, 4, 5].map(() => mailReport(api.deps, due));
  expect(new Set((await Promise.all(at)).map(({ outcome }) => outcome))).toEqual(new Set(['sent']));
  expect(await mailReport(api.deps, due)).toEqual({ outcome: 'sent' });
  expect(await noteFailedReport(api.deps, due)).toEqual({ outcome: 'sent' });
  const { runs, mails } = await written(due);
  expect(runs).toEqual([{ outcome: 'sent', because: null, rows: expect.any(Number) as number }]);
  expect(mails).toHaveLength(1);
  const bells = await bellsOf(await api.as('sales.rep'));
  expect(bells.filter(({ title }) => title.includes('“Once”'))).toHaveLength(1);
  await deliver();
  const received = await inbox.mails({ subject: 'Report: Once' }, 10_000);
  expect(received.map(({ to }) => to)).toEqual([expect.stringContaining('sales.rep@') as string]);
  // The next time is another one.
  await mailReport(api.deps, { ...due, dueAt: '2028-01-01T00:00:00.000Z' });
  expect((await written(due)).mails).toHaveLength(2);
});

/** What the mail of a report tells. */
async function foundFor({ reportId }: DueReport): Promise<MailedReport> {
  const [mail] = await api.db.query<{ found: MailedReport }>(
    `SELECT m.found FROM assistant_report_mail m JOIN assistant_report_run r ON r.id = m.run_id WHERE r.report_id = $1`,
    [reportId],
  );
  return mail!.found;
}

test('one whose periods move along is mailed for the day it is due on, also when nothing is found', async () => {
  const due = await dueOf('sales.rep', 'Moves');
  await api.db.query(
    `UPDATE assistant_report SET moves_along = true, seen_from = '2024-02-10', calls =
       '[{"name": "who_is_out", "args": {"from": "2024-02-10", "to": "2024-02-10"}}]' WHERE id = $1`,
    [due.reportId],
  );
  expect(await mailReport(api.deps, due)).toEqual({ outcome: 'sent' });
  const { tables, empty } = await foundFor(due);
  const today = formatDate(dateIn('Asia/Kolkata', api.deps.clock.now()));
  expect([tables, empty]).toEqual([[], [expect.stringContaining(today)]]);
  const [bell] = await bellsOf(await api.as('sales.rep'));
  expect(bell).toMatchObject({ type: 'report-mailed', body: 'Nothing was found.' });
  await deliver();
  const [mail] = await inbox.mails({ subject: 'Report: Moves' }, 10_000);
  expect(mail!.text).toContain(today);
});

test('restricted while it is looked up, nothing of it is mailed, and it ends', async () => {
  const due = await dueOf('hr', 'Midway');
  let isRead = false;
  const reader: typeof api.deps.reader = {
    ...api.deps.reader,
    read: async (options, work) => {
      const found = await api.deps.reader.read(options, work);
      expect((await restrict('hr')).status).toBe(201);
      isRead = true;
      return found;
    },
  };
  expect(await mailReport({ ...api.deps, reader }, due)).toEqual({ outcome: 'dropped' });
  expect(isRead).toBe(true);
  expect(await written(due)).toEqual({
    runs: [{ outcome: 'dropped', because: 'restricted', rows: null }],
    mails: [],
  });
  const bells = await bellsOf(await api.as('hr'));
  expect(bells.map(({ type }) => type)).toEqual(['report-ended']);
  expect(await mailReport(api.deps, { ...due, dueAt: '2028-01-01T00:00:00.000Z' })).toEqual({
    outcome: 'ended',
  });
});

test('what was looked up is not sent any more to somebody who lost the right while it waited', async () => {
  const due = await dueOf('finance', 'Waits');
  expect(await mailReport(api.deps, due)).toEqual({ outcome: 'sent' });
  expect((await restrict('finance')).status).toBe(201);
  await deliver();
  expect((await written(due)).mails).toEqual([{ status: 'skipped' }]);
  expect(await inbox.mails({ subject: 'Report: Waits' })).toEqual([]);
});

test('a lookup that fails writes nothing and is tried again; given up, it is said once and goes on next time', async () => {
  const due = await dueOf('sales.rep2', 'Fails');
  const reader: typeof api.deps.reader = {
    ...api.deps.reader,
    read: () => Promise.reject(new Error('the database is away')),
  };
  await expect(mailReport({ ...api.deps, reader }, due)).rejects.toThrow('away');
  // A statement that ran into its limit is no answer either.
  const slow: typeof api.deps.reader = {
    ...api.deps.reader,
    read: () => Promise.reject(Object.assign(new Error('canceled'), { code: '57014' })),
  };
  await expect(mailReport({ ...api.deps, reader: slow }, due)).rejects.toThrow('too long');
  expect(await written(due)).toEqual({ runs: [], mails: [] });
  const noted = await Promise.all([1, 2].map(() => noteFailedReport(api.deps, due)));
  expect(noted).toEqual([{ outcome: 'failed' }, { outcome: 'failed' }]);
  expect(await mailReport(api.deps, due)).toEqual({ outcome: 'failed' });
  expect(await written(due)).toEqual({
    runs: [{ outcome: 'failed', because: 'not-looked-up', rows: null }],
    mails: [],
  });
  const client = await api.as('sales.rep2');
  expect((await bellsOf(client)).map(({ type }) => type)).toEqual(['report-failed']);
  expect((await reportOf(client, due.reportId)).schedule).not.toBeNull();
  const next = { ...due, dueAt: '2028-01-01T00:00:00.000Z' };
  expect(await mailReport(api.deps, next)).toEqual({ outcome: 'sent' });
});

test('a run by a schedule that Temporal should not have any more has it told again', async () => {
  const due = await dueOf('sales.rep', 'Told again');
  const relayed = async () => {
    const [row] = await api.db.query<{ relayed: number }>(
      'SELECT relayed_revision AS relayed FROM assistant_report_schedule WHERE report_id = $1',
      [due.reportId],
    );
    return row!.relayed;
  };
  await api.db.query(
    'UPDATE assistant_report_schedule SET revision = 2, relayed_revision = 2 WHERE report_id = $1',
    [due.reportId],
  );
  await mailReport(api.deps, { ...due, revision: 2 });
  expect(await relayed()).toBe(2);
  await mailReport(api.deps, { ...due, dueAt: '2028-01-01T00:00:00.000Z' });
  expect(await relayed()).toBe(0);
});

test('who wants no such mail is not sent one', async () => {
  const client = await api.as('consultant');
  const set = await client.call('PUT', '/notification-preferences', {
    body: { cells: [{ type: 'report', channel: 'mail', wanted: false }] },
  });
  expect(set.status).toBe(200);
  const due = await dueOf('consultant', 'Unwanted');
  expect(await mailReport(api.deps, due)).toEqual({ outcome: 'sent' });
  expect((await written(due)).mails).toEqual([{ status: 'skipped' }]);
});

test('times at which it was due cannot be changed or taken away', async () => {
  await expect(api.db.query(`UPDATE assistant_report_run SET outcome = outcome`)).rejects.toThrow();
  await expect(api.db.query('DELETE FROM assistant_report_run')).rejects.toThrow();
});
