import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { projectRoot } from '../../../dev/embedded/project-root';
import type { Errand } from './load';
import type { Plant } from './plant';
import { linksOf, type Staff } from './staff';

/** What a run came to. */
interface Figures {
  approvals: number;
  decisions: number;
  /** Copies the mail server got, and how many different mails these are. */
  mailCopies: number;
  mails: number;
  histories: number;
}

/** What must hold after any fault whatever; `broken` names each row that does not. */
export interface Verdict {
  broken: string[];
  figures: Figures;
}

/**
 * Everything that must be true once a load is done, however it was disturbed. Each statement selects what must not be.
 * The errands' own parameters: `$1` their requests' ids.
 */
const MUST_NOT_BE: Record<string, string> = {
  'a step without exactly one decision': `
    SELECT s.id, s.status, count(d.id) AS found FROM approval_step s LEFT JOIN approval_decision d ON d.step_id = s.id
    WHERE s.request_id = ANY($1::uuid[]) GROUP BY s.id
    HAVING count(d.id) <> CASE WHEN s.status IN ('approved', 'rejected') THEN 1 ELSE 0 END`,
  'a status that the decisions do not give': `
    SELECT r.id, r.status FROM approval_request r LEFT JOIN approval_decision d ON d.request_id = r.id
    WHERE r.id = ANY($1::uuid[]) GROUP BY r.id
    HAVING r.status <> CASE WHEN bool_or(d.verdict = 'reject') THEN 'rejected' ELSE 'approved' END
      OR (r.status = 'approved' AND count(d.id) <> jsonb_array_length(r.plan->'steps'))`,
  'a record in another state than its request': `
    SELECT r.id, r.status, l.status AS leave, c.status AS claim, g.status AS go_live FROM approval_request r
    LEFT JOIN leave_request l ON l.id = r.subject_id AND r.kind = 'leave'
    LEFT JOIN expense_claim c ON c.id = r.subject_id LEFT JOIN go_live g ON g.id = r.subject_id
    LEFT JOIN approval_request change ON change.kind = 'leave-change' AND change.subject_id = r.subject_id
    WHERE r.id = ANY($1::uuid[]) AND r.kind <> 'leave-change'
      AND coalesce(l.status, c.status, g.status) <>
        CASE WHEN r.kind = 'leave' AND change.status = 'approved' THEN 'cancelled' ELSE r.status END`,
  'a balance that is not the sum of its ledger': `
    SELECT b.employee_id, b.type, b.granted, b.held, b.taken, s.* FROM leave_balance b JOIN (
      SELECT employee_id, type,
        sum(CASE entry WHEN 'grant' THEN units WHEN 'expire' THEN -units ELSE 0 END) AS granted,
        sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units ELSE 0 END) AS held,
        sum(CASE entry WHEN 'take' THEN units WHEN 'restore' THEN -units ELSE 0 END) AS taken
      FROM leave_ledger GROUP BY employee_id, type) s USING (employee_id, type)
    WHERE (b.granted, b.held, b.taken) IS DISTINCT FROM (s.granted::int, s.held::int, s.taken::int)`,
  'leave taken otherwise than once and approved': `
    SELECT l.id, l.status, e.entries FROM approval_request r JOIN leave_request l ON l.id = r.subject_id AND r.kind = 'leave'
    CROSS JOIN LATERAL (
      SELECT coalesce(string_agg(g.entry || ' ' || g.units, ', ' ORDER BY g.entry), '') AS entries FROM leave_ledger g
      WHERE g.leave_request_id = l.id OR g.source = r.id::text) e
    WHERE r.id = ANY($1::uuid[]) AND l.type = 'casual' AND e.entries NOT LIKE
      CASE l.status WHEN 'approved' THEN format('hold %s, release %s, take %s', l.units, l.units, l.units)
        WHEN 'cancelled' THEN format('hold %s, release %s,%% take %s', l.units, l.units, l.units)
        ELSE format('hold %s, release %s', l.units, l.units) END`,
  'a claim paid otherwise than once, in full and approved': `
    SELECT c.id, c.status, b.amount_minor FROM approval_request r JOIN expense_claim c ON c.id = r.subject_id
    LEFT JOIN reimbursement b ON b.claim_id = c.id WHERE r.id = ANY($1::uuid[])
      AND b.amount_minor IS DISTINCT FROM CASE c.status WHEN 'approved' THEN c.total_minor END`,
  'a project that is live without its go-live, or not with it': `
    SELECT p.id, p.status, g.status FROM approval_request r JOIN go_live g ON g.id = r.subject_id
    JOIN project p ON p.id = g.project_id
    WHERE r.id = ANY($1::uuid[]) AND (p.status = 'live') <> (g.status = 'approved')`,
  'a task that still waits, or waits on somebody inactive': `
    SELECT t.id, t.status, e.active FROM approval_task t JOIN employee e ON e.id = t.approver_id
    JOIN approval_request r ON r.id = t.request_id
    WHERE t.status = 'open' AND (NOT e.active OR t.request_id = ANY($1::uuid[]))`,
  'a message that never reached Temporal': 'SELECT id, payload, attempts FROM outbox_message',
  'a request without its whole audit trail': `
    SELECT r.id, a.* FROM approval_request r CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE action = 'approval.submitted') AS submitted,
        count(*) FILTER (WHERE action = 'approval.step-opened') AS opened,
        count(*) FILTER (WHERE action = 'approval.decided') AS decided,
        count(*) FILTER (WHERE action = 'approval.closed') AS closed
      FROM audit_event WHERE subject_type = 'approval' AND subject_id = r.id::text) a
    WHERE r.id = ANY($1::uuid[]) AND (a.submitted <> 1 OR a.closed <> 1
      OR a.opened <> (SELECT count(*) FROM approval_step s WHERE s.request_id = r.id AND s.opened_at IS NOT NULL)
      OR a.decided <> (SELECT count(*) FROM approval_decision d WHERE d.request_id = r.id))`,
  'an ending that the requester was not told of exactly once': `
    SELECT r.id FROM approval_request r WHERE r.id = ANY($1::uuid[]) AND (
      (SELECT count(*) FROM notification n WHERE n.approval_id = r.id AND n.user_id = r.requester_id
         AND n.type = 'approval-' || r.status) <> 1
      OR (SELECT count(*) FROM mail m WHERE m.approval_id = r.id AND m.template = 'approval-outcome') <> 1)`,
  'a bell with a gap in its numbers': `
    SELECT user_id, count(*), max(seq) FROM notification GROUP BY user_id HAVING count(*) <> max(seq)`,
  'a task that was not asked for by exactly one mail': `
    SELECT t.id, count(m.id) FROM approval_task t
    LEFT JOIN mail m ON m.message_id LIKE '<%.' || t.id || '%' AND m.template IN ('approval-request', 'approval-escalated')
    WHERE t.request_id = ANY($1::uuid[]) GROUP BY t.id HAVING count(m.id) <> 1`,
  'a mail that was given up or still waits': `
    SELECT id, template, status, last_error FROM mail WHERE status NOT IN ('sent', 'skipped') AND approval_id = ANY($1::uuid[])`,
};

/**
 * Checks the whole load, after the mails have gone and the runs have ended.
 * @param settleMs how long the tail may take: a mail whose sender was killed waits for its lease
 */
export async function judge(
  plant: Plant,
  staff: Staff,
  errands: Errand[],
  settleMs = 120_000,
): Promise<Verdict> {
  const ids = errands.flatMap(({ approvalId }) => approvalId ?? []);
  const broken: string[] = staff.tally.wrong.map((text) => `a wrong answer: ${text}`);
  await settled(plant, ids, settleMs);
  for (const [name, sql] of Object.entries(MUST_NOT_BE)) {
    const values = sql.includes('$1') ? [ids] : [];
    const { rows } = await plant.db.query(sql, values);
    broken.push(...rows.map((row) => `${name}: ${JSON.stringify(row)}`));
  }
  broken.push(...(await unequalToAnswers(plant, errands)));
  broken.push(...(await wrongMails(plant, ids)));
  broken.push(...ownEnds(plant));
  const histories = await replay(plant, ids);
  broken.push(...histories.broken);
  const { rows } = await plant.db.query<{ decisions: number }>(
    'SELECT count(*)::int AS decisions FROM approval_decision WHERE request_id = ANY($1::uuid[])',
    [ids],
  );
  return {
    broken,
    figures: {
      approvals: ids.length,
      decisions: rows[0]?.decisions ?? 0,
      mailCopies: plant.smtp.taken.length,
      mails: new Set(plant.smtp.taken.map(({ parsed }) => parsed.messageId)).size,
      histories: histories.replayed,
    },
  };
}

/** Waits for the tail: mails and messages under way, and runs that have a last task to do. */
async function settled(plant: Plant, ids: string[], withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(250)) {
    const { rows } = await plant.db.query<{ left: number; watched: number }>(
      `SELECT (SELECT count(*) FROM outbox_message)::int
         + (SELECT count(*) FROM mail WHERE status IN ('queued', 'retrying') AND approval_id = ANY($1::uuid[]))::int AS left,
         (SELECT count(*) FROM approval_request WHERE is_watched)::int AS watched`,
      [ids],
    );
    if (rows[0]?.left !== 0) continue;
    const { count } = await plant.client.workflow.count(
      `WorkflowType = 'approvalWorkflow' AND ExecutionStatus = 'Running'`,
    );
    if (count === rows[0].watched) return;
  }
}

/** Each errand is one request, and what was acknowledged is what is written. */
async function unequalToAnswers(plant: Plant, errands: Errand[]): Promise<string[]> {
  const { rows } = await plant.db.query<{ mark: string; ids: string[] }>(
    `SELECT mark, array_agg(r.id) AS ids FROM approval_request r
     JOIN unnest($1::text[]) AS mark ON mark IN (r.data->>'reason', r.data->>'title', r.data->>'notes') GROUP BY mark`,
    [errands.map(({ mark }) => mark)],
  );
  const made = new Map(rows.map(({ mark, ids }) => [mark, ids]));
  const decided = await plant.db.query<{ step: string; verdict: string }>(
    'SELECT step_id AS step, verdict FROM approval_decision',
  );
  const verdicts = new Map(decided.rows.map(({ step, verdict }) => [step, verdict]));
  return errands.flatMap((errand) => {
    const found = made.get(errand.mark) ?? [];
    const wrong: string[] = [];
    if (found.length !== 1 || found[0] !== errand.approvalId) {
      wrong.push(`${errand.mark} is ${found.length} requests: ${found.join()}`);
    }
    for (const [step, acknowledged] of errand.acknowledged) {
      const [one, ...others] = acknowledged;
      if (others.length > 0 || verdicts.get(step) !== one) {
        wrong.push(`step ${step}: told ${[...acknowledged].join()}, is ${verdicts.get(step)}`);
      }
    }
    return wrong;
  });
}

/** Each mail came, under one Message-ID, and every copy of it carries the same links. */
async function wrongMails(plant: Plant, ids: string[]): Promise<string[]> {
  const { rows } = await plant.db.query<{ id: string; isSent: boolean }>(
    `SELECT message_id AS id, status = 'sent' AND approval_id = ANY($1::uuid[]) AS "isSent" FROM mail`,
    [ids],
  );
  const known = new Map(rows.map(({ id, isSent }) => [id, isSent]));
  const wrong: string[] = [];
  const tokens = new Map<string, string>();
  const came = new Set<string>();
  for (const { parsed } of plant.smtp.taken) {
    const id = parsed.messageId ?? '';
    came.add(id);
    if (!known.has(id)) wrong.push(`a mail under an unknown Message-ID: ${id}`);
    const jtis = linksOf(parsed.text ?? '').map(({ jti }) => jti);
    // A copy that was sent after the task was closed carries no links.
    if (jtis.length === 0) continue;
    const first = tokens.get(id) ?? jtis.join();
    tokens.set(id, first);
    if (first !== jtis.join()) wrong.push(`copies of ${id} carry different links`);
  }
  const lost = [...known].filter(([id, isSent]) => isSent && !came.has(id));
  return [...wrong, ...lost.map(([id]) => `sent, but never came: ${id}`)];
}

function ownEnds({ apis, workers, postgres, temporal }: Plant): string[] {
  return [...apis, ...workers, postgres, temporal].flatMap((part) =>
    part.ownEnds.map((how) => `${part.name} ended although nobody had ended it: ${how}`),
  );
}

let quiet = false;

/** Every run has ended well, or goes on with what its kind watches, and its history still gives the same commands. */
async function replay(plant: Plant, ids: string[]) {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
  const { rows } = await plant.db.query<{ workflowId: string; isWatched: boolean }>(
    'SELECT workflow_id AS "workflowId", is_watched AS "isWatched" FROM approval_request WHERE id = ANY($1::uuid[])',
    [ids],
  );
  const broken: string[] = [];
  async function* histories() {
    for (const { workflowId, isWatched } of rows) {
      const handle = plant.client.workflow.getHandle(workflowId);
      const { status } = await handle.describe();
      const wanted = isWatched ? 'RUNNING' : 'COMPLETED';
      if (status.name !== wanted) broken.push(`${workflowId} is ${status.name}`);
      yield { workflowId, history: await handle.fetchHistory() };
    }
  }
  const dist = join(projectRoot(), 'dist');
  const results = Worker.runReplayHistories(
    {
      workflowBundle: { codePath: join(dist, 'workflow-bundle.js') },
      dataConverter: { payloadConverterPath: join(dist, 'workflows', 'payload-converter') },
    },
    histories(),
  );
  let replayed = 0;
  for await (const { workflowId, error } of results) {
    replayed++;
    if (error) broken.push(`the history of ${workflowId} does not replay: ${error.message}`);
  }
  if (replayed !== rows.length) broken.push(`${replayed} of ${rows.length} histories were found`);
  return { broken, replayed };
}
