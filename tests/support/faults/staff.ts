import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../db/demo/random';
import { emailOf, PERSONAS } from '../company';
import { pressLink } from '../decision-page';
import { prepareErrands, signIn, type Errand } from './load';
import type { Plant } from './plant';

/** What the callers met. */
interface Tally {
  submitted: number;
  decided: number;
  /** Decisions by mailed link that were answered with the page of a recorded decision. */
  byMail: number;
  /** Calls that broke or were answered 503, and were made again. */
  retried: number;
  /** Answers that no fault excuses. */
  wrong: string[];
  /** Milliseconds since the epoch of the last answer to a write that was not a failure. */
  lastSuccess: number;
}

/** People at work: they ask, sign as they are asked, and try again when nobody answers. */
export interface Staff {
  tally: Tally;
  /** Sends one errand until it is acknowledged. */
  submit(errand: Errand): Promise<void>;
  /** Sends all, `atOnce` of them at a time, and signs until every one is closed. */
  carryOut(errands: Errand[], options: { atOnce: number; withinMs: number }): Promise<void>;
  /** Signs what is open now. Returns how many tasks there were. */
  signOpenTasks(): Promise<number>;
  /** Waits until the errands are closed, signing meanwhile. */
  untilClosed(errands: Errand[], withinMs: number): Promise<void>;
}

interface OpenTask {
  id: string;
  requestId: string;
  step: string;
  email: string;
  isFirst: boolean;
}

interface Answer {
  status: number;
  body: { approvalId?: string; id?: string; decision?: { by: unknown }; code?: string };
}

const PATIENCE_MS = 10_000;
/** Whoever would rather decide by mail looks into the app when none comes. */
const MAIL_PATIENCE_MS = 3_000;
const AT_ONCE = 10;

/** Gets people ready for their errands. */
export async function startStaff(plant: Plant, random: Random, errands: Errand[]): Promise<Staff> {
  await prepareErrands(plant, errands);
  const tokens = await signIn(plant, PERSONAS);
  const known = new Map<string, Errand>();
  const asked = new Set<string>();
  const signing = new Set<Promise<void>>();
  /** What the latest attempts met, for whoever asks why nothing moves. */
  const lastFailures = new Map<string, string>();
  const tally: Tally = {
    ...{ submitted: 0, decided: 0, byMail: 0, retried: 0, lastSuccess: Date.now() },
    wrong: [],
  };

  /** Calls either API until one gives an answer that is one. */
  async function insist(email: string, path: string, body: object, key: string): Promise<Answer> {
    for (;;) {
      const answer = await post(random.pick(plant.urls), { email, path, body, key });
      if (answer && answer.status < 500) {
        tally.lastSuccess = Date.now();
        return answer;
      }
      if (answer && answer.status !== 503) tally.wrong.push(`${path}: ${JSON.stringify(answer)}`);
      if (answer) lastFailures.set(path, JSON.stringify(answer));
      tally.retried++;
      await sleep(random.between(100, 500));
    }
  }

  async function post(
    url: string,
    call: { email: string; path: string; body: object; key: string },
  ): Promise<Answer | undefined> {
    try {
      const answer = await fetch(`${url}/api/v1${call.path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens.get(call.email)}`,
          'content-type': 'application/json',
          'idempotency-key': call.key,
        },
        body: JSON.stringify(call.body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { status: answer.status, body: (await answer.json()) as Answer['body'] };
    } catch (error) {
      lastFailures.set(call.path, String(error));
      return undefined;
    }
  }

  async function submit(errand: Errand): Promise<void> {
    if (errand.after) await changeable(errand);
    const { status, body } = await insist(
      emailOf(errand.requester),
      errand.path,
      errand.body,
      errand.key,
    );
    // 409: it was carried out, and its answer was lost with the process that had it.
    const id = status === 201 ? body.approvalId : await found(errand);
    if (!id) tally.wrong.push(`${errand.mark}: ${status} ${JSON.stringify(body)}`);
    if (status === 201) tally.submitted++;
    errand.approvalId = id;
    if (id) known.set(id, errand);
  }

  /** Waits for the leave that is to be changed. */
  async function changeable(errand: Errand): Promise<void> {
    for (;;) {
      const rows = await look<{ subject: string }>(
        `SELECT subject_id AS subject FROM approval_request WHERE id = $1 AND status = 'approved'`,
        [errand.after?.approvalId],
      );
      if (rows?.[0]) {
        errand.path = errand.path.replace(':leave', rows[0].subject);
        return;
      }
      await sleep(200);
    }
  }

  async function found(errand: Errand): Promise<string | undefined> {
    for (;;) {
      const rows = await look<{ id: string }>(
        `SELECT id FROM approval_request WHERE data->>'reason' = $1 OR data->>'title' = $1 OR data->>'notes' = $1`,
        [errand.mark],
      );
      if (rows) return rows[0]?.id;
      await sleep(200);
    }
  }

  /** Undefined while the database is away. */
  async function look<Row>(sql: string, values: unknown[]): Promise<Row[] | undefined> {
    try {
      return (await plant.db.query(sql, values)).rows as Row[];
    } catch {
      return undefined;
    }
  }

  async function signOpenTasks(): Promise<number> {
    const tasks = await look<OpenTask>(
      `SELECT t.id, t.request_id AS "requestId", t.step_id AS step, e.email::text AS email, s.stage = 0 AS "isFirst"
       FROM approval_task t JOIN approval_step s ON s.id = t.step_id JOIN employee e ON e.id = t.approver_id
       WHERE t.status = 'open' AND t.request_id = ANY($1::uuid[])`,
      [[...known.keys()]],
    );
    for (const task of tasks ?? []) {
      if (asked.has(task.id) || signing.size >= AT_ONCE) continue;
      asked.add(task.id);
      const work: Promise<void> = sign(task).finally(() => signing.delete(work));
      signing.add(work);
    }
    return tasks?.length ?? 0;
  }

  async function sign(task: OpenTask): Promise<void> {
    const errand = known.get(task.requestId) as Errand;
    const verdict = task.isFirst ? errand.verdict : 'approve';
    if (errand.contested && task.isFirst) {
      const clicks = (['approve', 'reject', 'approve', 'reject'] as const).map((click, index) =>
        decide(errand, task, click, `${task.id} ${index}`),
      );
      await Promise.all(clicks);
    } else if (!random.chance(0.25) || !(await signByMail(task, verdict))) {
      await decide(errand, task, verdict, task.id);
    }
  }

  async function decide(
    errand: Errand,
    task: OpenTask,
    verdict: 'approve' | 'reject',
    key: string,
  ): Promise<void> {
    const comment = 'As discussed';
    const path = `/approvals/${task.requestId}/decisions`;
    const { status, body } = await insist(task.email, path, { verdict, comment }, key);
    if (status === 200) {
      tally.decided++;
      const ids = errand.acknowledged.get(task.step) ?? new Set<string>();
      errand.acknowledged.set(task.step, ids.add(verdict));
    } else if (status !== 409 && status !== 403) {
      tally.wrong.push(`${path}: ${status} ${JSON.stringify(body)}`);
    }
  }

  /** Presses the button behind the mailed link, if the mail has come. False when it is to be decided in the app. */
  async function signByMail(task: OpenTask, verdict: 'approve' | 'reject'): Promise<boolean> {
    const id = `<request.${task.id}.`;
    const find = () => plant.smtp.taken.find(({ parsed }) => parsed.messageId?.startsWith(id));
    for (const end = Date.now() + MAIL_PATIENCE_MS; !find() && Date.now() < end;) await sleep(50);
    const mail = find();
    const link = mail && linksOf(mail.parsed.text ?? '').find((one) => one.verdict === verdict);
    if (!link) return false;
    try {
      const url = new URL(link.url);
      const answer = await pressLink(`${random.pick(plant.urls)}${url.pathname}`, 'As discussed');
      if (answer.status === 200) tally.byMail++;
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  async function untilClosed(errands: Errand[], withinMs: number): Promise<void> {
    for (const end = Date.now() + withinMs; ; await sleep(100)) {
      await signOpenTasks();
      const ids = errands.flatMap(({ approvalId }) => approvalId ?? []);
      const rows = await look<{ count: number }>(
        `SELECT count(*)::int AS count FROM approval_request WHERE id = ANY($1::uuid[]) AND status <> 'pending'`,
        [ids],
      );
      if (rows?.[0]?.count === errands.length && signing.size === 0) return;
      if (Date.now() > end || tally.wrong.length > 0) {
        throw new Error(`${rows?.[0]?.count} of ${errands.length} are closed: ${await still(ids)}`);
      }
    }
  }

  async function still(ids: string[]): Promise<string> {
    const unsent = errands
      .filter(({ approvalId }) => !approvalId)
      .map(({ kind, mark, path }) => `${kind} ${mark} ${path}`);
    const health = await Promise.all(
      plant.urls.map((url) => fetch(`${url}/api/v1/health`).then((it) => it.text(), String)),
    );
    const rows = await look(
      `SELECT r.id, r.kind, array_agg(s.key || ' ' || s.status) AS steps FROM approval_request r
       JOIN approval_step s ON s.request_id = r.id WHERE r.id = ANY($1) AND r.status = 'pending' GROUP BY r.id LIMIT 5`,
      [ids],
    );
    return JSON.stringify({ rows, unsent, health, tally, lastFailures: [...lastFailures] });
  }

  return {
    ...{ tally, submit, signOpenTasks, untilClosed },
    async carryOut(errands, { atOnce, withinMs }) {
      const waiting = [...errands];
      const lane = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await submit(next);
      };
      await Promise.all([...Array.from({ length: atOnce }, lane), untilClosed(errands, withinMs)]);
    },
  };
}

/** The links of a mail with what their tokens say. */
export function linksOf(text: string): { url: string; jti: string; verdict: string }[] {
  const urls = text.match(/http:\/\/[\w.:]+\/email-actions\/[\w.-]+/g) ?? [];
  return urls.map((url) => {
    const payload = url.split('/email-actions/')[1]?.split('.')[1] ?? '';
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      jti: string;
      verdict: string;
    };
    return { url, jti: claims.jti, verdict: claims.verdict };
  });
}
