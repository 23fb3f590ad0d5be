import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { Page } from '../../domain/wire/common';
import type { NotificationWire } from '../../domain/wire/notifications';
import type { OnboardingDetail, OnboardingTaskWire } from '../../domain/wire/onboarding';
import { sweepOnboardingDocuments } from '../../modules/onboarding/use-cases/read-document';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';
import type { SentFile } from '../support/hostile-files';
import { advance, startFor, tasksOf } from '../support/onboarding';
import { pdf } from '../support/receipts';

jest.setTimeout(60_000);

let api: TestApi;
let hr: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  hr = await api.as('hr');
});
afterAll(() => api.stop());

interface Answered {
  status: number;
  body: OnboardingTaskWire & { errors?: { path: string; message: string }[]; detail?: string };
}

const DAY_SEVEN = Date.parse('2026-06-10T12:00:00Z');
const idOf = (persona: Persona) => api.company.people[persona];
const bankOf = (tasks: OnboardingTaskWire[]) => tasks.find(({ title }) => /bank/.test(title))!;
const seenBy = async (persona: Persona, id: string) =>
  (await (await api.as(persona)).get(`/onboarding-documents/${id}`)).status;
const actionsOn = async (documentId: string) =>
  (
    await api.db.query<{ action: string }>(
      `SELECT action FROM audit_event WHERE details->>'documentId' = $1 ORDER BY id`,
      [documentId],
    )
  ).map(({ action }) => action);
const bellOf = async (client: TestClient, type: string) =>
  ((await client.get('/notifications?limit=200')).body as Page<NotificationWire>).items.filter(
    (row) => row.type === type,
  );
const stored = async () =>
  (
    await readdir(api.deps.config.FILES_DIR, { recursive: true, withFileTypes: true }).catch(
      () => [],
    )
  )
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

async function handIn(persona: Persona, taskId: string, ...files: SentFile[]): Promise<Answered> {
  const form = new FormData();
  for (const { name, type, content } of files)
    form.append('file', new Blob([new Uint8Array(content)], { type }), name);
  const answer = await fetch(`${api.url}/api/v1/onboarding-tasks/${taskId}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${(await api.as(persona)).token ?? ''}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as Answered['body'] };
}

/** Somebody's open task that asks for bank details, and their checklist. */
async function bankTask(persona: Persona): Promise<{ task: OnboardingTaskWire; id: string }> {
  const { id } = await startFor(hr, idOf(persona), { dayZero: '2026-06-01' });
  await advance(api.deps, id, DAY_SEVEN);
  return { task: bankOf(await tasksOf(await api.as(persona))), id };
}

const review = async (client: TestClient, taskId: string, body: object) =>
  (await client.post(`/onboarding-tasks/${taskId}/review`, body)) as unknown as Answered;
const idsOf = ({ documents }: OnboardingTaskWire) => documents.map(({ id }) => id);

test('a task that asks for a document is done when HR accepts it, and not before; what is sent back comes again', async () => {
  const { task, id } = await bankTask('consultant');
  const person = await api.as('consultant');
  expect(task).toMatchObject({
    ...{ documentKind: 'bank-details', wantsDocument: false, handIn: 'none', documents: [] },
    mayReview: false,
  });
  const settle = (body: object) => person.post(`/onboarding-tasks/${task.id}/settle`, body);
  expect(await settle({ outcome: 'done', document: 'Cabinet 3' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'document' }] },
  });

  const first = await handIn('consultant', task.id, pdf('front'), pdf('back', 'back.pdf'));
  expect(first).toMatchObject({
    status: 201,
    body: { status: 'open', handIn: 'waiting', mayReview: false, documents: [{}, {}] },
  });
  expect((await settle({ outcome: 'not-applicable', reason: 'Paid in kind' })).status).toBe(409);
  expect((await bellOf(hr, 'onboarding-document-waits'))[0]).toMatchObject({
    body: task.title,
    link: `/onboardings/${id}`,
  });
  const queue = (await hr.get('/onboarding-reviews')).body as Page<OnboardingTaskWire>;
  expect(queue.items.map((one) => [one.id, one.mayReview])).toEqual([[task.id, true]]);

  const documents = idsOf(first.body);
  const part = { verdict: 'accept', documents: documents.slice(1) };
  expect((await review(hr, task.id, part)).status).toBe(409);
  expect((await review(hr, task.id, { verdict: 'send-back', documents })).status).toBe(422);
  const back = { verdict: 'send-back', documents, reason: 'The number cannot be read' };
  expect(await review(hr, task.id, back)).toMatchObject({
    status: 200,
    body: { status: 'open', handIn: 'sent-back' },
  });
  expect((await bellOf(person, 'onboarding-document-reviewed'))[0]).toMatchObject({
    title: `Sent back, to be handed in again: ${task.title}`,
    body: 'The number cannot be read',
  });
  expect(bankOf(await tasksOf(person))).toMatchObject({
    ...{ handIn: 'sent-back', mine: true },
    documents: [{ review: { reason: 'The number cannot be read', by: { id: idOf('hr') } } }, {}],
  });

  const second = await handIn('consultant', task.id, pdf('again'));
  const waiting = second.body.documents.filter(({ status }) => status === 'waiting');
  const yes = { verdict: 'accept', documents: waiting.map((one) => one.id) };
  const both = await Promise.all([
    review(hr, task.id, yes),
    review(await api.as('admin'), task.id, yes),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(bankOf(await tasksOf(person))).toMatchObject({
    ...{ status: 'done', handIn: 'accepted', settledBy: { id: idOf('consultant') } },
  });
  expect((await handIn('consultant', task.id, pdf('late'))).status).toBe(409);
  expect(await actionsOn(waiting[0]!.id)).toEqual([
    'onboarding-document.handed-in',
    'onboarding-document.accepted',
  ]);
});

test('a document is for the person, HR and admins alone; each look is recorded, and it runs nothing', async () => {
  const { task, id } = await bankTask('sales.rep');
  const [document] = (await handIn('sales.rep', task.id, pdf('account', 'account.pdf'))).body
    .documents;
  const looked: Persona[] = [];
  for (const persona of PERSONAS) {
    const status = await seenBy(persona, document!.id);
    expect([persona, [200, 404].includes(status)]).toEqual([persona, true]);
    if (status === 200) looked.push(persona);
  }
  expect(looked).toEqual(['admin', 'hr', 'sales.rep']);
  expect(await actionsOn(document!.id)).toEqual([
    'onboarding-document.handed-in',
    ...looked.map(() => 'onboarding-document.read'),
  ]);
  // The line above sees that it waits, and nothing of it.
  for (const persona of ['sales.manager', 'sales.head'] as const) {
    const detail = (await (await api.as(persona)).get(`/onboardings/${id}`))
      .body as OnboardingDetail;
    expect(bankOf(detail.checklist)).toMatchObject({
      ...{ handIn: 'waiting', documents: [], mayReview: false },
    });
    expect(JSON.stringify(detail)).not.toContain('account.pdf');
  }
  const answer = await hr.get(`/onboarding-documents/${document!.id}`);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('cache-control')).toBe('no-store');

  // Where the department has HR people of its own, no others of HR see it.
  const assign = 'INSERT INTO hr_assignment (department_id, employee_id) VALUES ($1, $2)';
  const [sales] = await api.db.query<{ id: string }>(
    'SELECT department_id AS id FROM employee WHERE id = $1',
    [idOf('sales.rep')],
  );
  await api.db.query(`UPDATE employee SET roles = roles || '{hr}' WHERE id = $1`, [
    idOf('finance'),
  ]);
  expect(await seenBy('finance', document!.id)).toBe(200);
  await api.db.query(assign, [sales!.id, idOf('finance')]);
  expect([await seenBy('finance', document!.id), await seenBy('hr', document!.id)]).toEqual([
    200, 404,
  ]);
  const yes = { verdict: 'accept', documents: [document!.id] };
  expect((await review(hr, task.id, yes)).status).toBe(403);
  expect((await review(await api.as('finance'), task.id, yes)).status).toBe(200);
});

test('nobody reviews their own document, and only the owner hands in', async () => {
  const { task } = await bankTask('hr');
  const mine = await handIn('hr', task.id, pdf('hr'));
  expect(mine).toMatchObject({ status: 201, body: { handIn: 'waiting', mayReview: false } });
  const yes = { verdict: 'accept', documents: idsOf(mine.body) };
  expect((await review(hr, task.id, yes)).status).toBe(403);
  const queue = (await hr.get('/onboarding-reviews')).body as Page<OnboardingTaskWire>;
  expect(queue.items.map(({ id }) => id)).not.toContain(task.id);
  expect((await handIn('admin', task.id, pdf('x'))).status).toBe(403);
  expect((await handIn('sales.rep', task.id, pdf('x'))).status).toBe(404);
  expect((await review(await api.as('admin'), task.id, yes)).status).toBe(200);
  await expect(
    api.db.query(`UPDATE onboarding_document SET reason = 'x' WHERE id = $1`, [
      idsOf(mine.body)[0],
    ]),
  ).rejects.toThrow(/check|stays as it was reviewed/);
  await expect(
    api.db.query('DELETE FROM onboarding_document WHERE id = $1', [idsOf(mine.body)[0]]),
  ).rejects.toThrow(/are kept/);
});

test('what is no picture or PDF is refused, five wait at most, and nothing is left of what was refused', async () => {
  const { task } = await bankTask('sales.rep2');
  const before = (await stored()).length;
  const text = { name: 'note.txt', type: 'text/plain', content: Buffer.from('hello') };
  expect(await handIn('sales.rep2', task.id, pdf('good'), text)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'file', message: '“note.txt”: A document is a picture or a PDF.' }] },
  });
  const lying = { name: 'a.png', type: 'image/png', content: Buffer.from('hello') };
  expect((await handIn('sales.rep2', task.id, lying)).status).toBe(422);
  expect((await stored()).length).toBe(before);
  const five = await handIn('sales.rep2', task.id, ...[1, 2, 3, 4, 5].map((n) => pdf(`${n}`)));
  expect(five.status).toBe(201);
  expect((await handIn('sales.rep2', task.id, pdf('6'))).status).toBe(409);
  expect((await stored()).length).toBe(before + 5);
  const rep = await api.as('sales.rep2');
  const [taken] = idsOf(five.body);
  const path = `/onboarding-documents/${taken}`;
  expect((await hr.call('DELETE', path)).status).toBe(404);
  expect((await rep.call('DELETE', path)).status).toBe(204);
  expect((await rep.call('DELETE', path)).status).toBe(404);
  expect((await rep.get(path)).status).toBe(404);
  expect((await stored()).length).toBe(before + 4);
  const tour = (await tasksOf(rep)).find(({ title }) => /tour/.test(title))!;
  expect((await handIn('sales.rep2', tour.id, pdf('x'))).status).toBe(409);
  expect((await handIn('sales.rep2', randomUUID(), pdf('x'))).status).toBe(404);
});

test('the database itself refuses a task done without an accepted document', async () => {
  const { task } = await bankTask('consultant2');
  await expect(
    api.db.query(
      `UPDATE onboarding_task SET status = 'done', settled_at = now(), settled_by = owner_id WHERE id = $1`,
      [task.id],
    ),
  ).rejects.toThrow(/not accepted/);
});

test('while a document waits, its owner is not reminded; HR is', async () => {
  const { task, id } = await bankTask('sales.manager');
  await handIn('sales.manager', task.id, pdf('waits'));
  await advance(api.deps, id, Date.now() + 40 * 86_400_000);
  const owner = await bellOf(await api.as('sales.manager'), 'onboarding-reminder');
  expect(owner.length).toBeGreaterThan(0);
  expect(owner.some(({ body }) => body.includes(task.title))).toBe(false);
  expect((await bellOf(hr, 'onboarding-overdue')).map(({ title }) => title)).toContain(
    'A document still waits for HR',
  );
});

test('what has served is removed: sent back after thirty days, a leaver’s after a year; that it was there stays', async () => {
  const { task } = await bankTask('finance');
  const [old] = idsOf((await handIn('finance', task.id, pdf('old'))).body);
  await review(hr, task.id, { verdict: 'send-back', documents: [old], reason: 'Blurred' });
  const [fresh] = idsOf((await handIn('finance', task.id, pdf('fresh'))).body).slice(-1);
  await review(hr, task.id, { verdict: 'accept', documents: [fresh] });
  expect(await sweepOnboardingDocuments(api.deps)).toBe(0);

  await aged('onboarding_document', 'reviewed_at', old!, 31);
  expect(await sweepOnboardingDocuments(api.deps)).toBe(1);
  const kept = await api.db.query(
    'SELECT name, reason, removed_at IS NOT NULL AS removed FROM onboarding_document WHERE id = $1',
    [old],
  );
  expect(kept).toEqual([{ name: null, reason: 'Blurred', removed: true }]);
  expect([await seenBy('hr', old!), await seenBy('hr', fresh!)]).toEqual([404, 200]);

  await api.db.query('UPDATE employee SET active = false WHERE id = $1', [idOf('finance')]);
  const left = (days: number) =>
    api.db.query(
      `INSERT INTO audit_event (at, action, subject_type, subject_id)
       VALUES (now() - make_interval(days => $2), 'person.deactivated', 'person', $1)`,
      [idOf('finance'), days],
    );
  expect(await sweepOnboardingDocuments(api.deps)).toBe(0);
  await left(364);
  expect(await sweepOnboardingDocuments(api.deps)).toBe(0);
  await api.db.query('ALTER TABLE audit_event DISABLE TRIGGER ALL; DELETE FROM audit_event');
  await left(366);
  expect(await sweepOnboardingDocuments(api.deps)).toBe(1);
  expect(await seenBy('hr', fresh!)).toBe(404);
  expect(await stored()).not.toContain(fresh);
});

/** Moves a moment of a row back, past the triggers that keep it. */
async function aged(table: string, column: string, id: string, days: number): Promise<void> {
  await api.db.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await api.db.query(
    `UPDATE ${table} SET ${column} = now() - make_interval(days => $2) WHERE id = $1`,
    [id, days],
  );
  await api.db.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}
