import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { submitRequest } from '../../modules/approvals/use-cases/submit-request';
import type { ApprovalDeps } from '../../modules/approvals/deps';
import { systemClock } from '../../platform/clock/clock';
import type { TestApi } from './api';
import type { Persona } from './company';

/** Approvals without a workflow: stages are opened and alarms rung by hand, on a clock that can be moved. */
export interface ByHand {
  deps: ApprovalDeps;
  /** Sets the clock to an instant, which then goes on. */
  at(instant: string): void;
  /** Sets the clock to now. */
  now(): void;
  /** A leave of somebody, with its first stage open. */
  leaveOf(persona: Persona, days?: number): Promise<string>;
  /** "sales.head for sales.manager open", oldest first. */
  tasksOf(requestId: string): Promise<string[]>;
  /** "approval-request to sales.head", oldest first. */
  mailsOf(requestId: string): Promise<string[]>;
  /** The titles somebody's bell has rung about a request. */
  bellOf(persona: Persona, requestId: string): Promise<string[]>;
  /** How many of somebody's mailed links about a request still act. */
  liveLinks(requestId: string, persona: Persona): Promise<number>;
  /** Actions of the audit trail about a request, oldest first. */
  auditOf(requestId: string, action: string): Promise<Record<string, unknown>[]>;
  /** Writes a leave that is approved already. */
  approvedLeave(
    persona: Persona,
    dates: { from: string; to: string; fromHalf?: 'am' | 'pm'; toHalf?: 'am' | 'pm' },
  ): Promise<string>;
}

/** Over the API of a suite, whose database and bus it shares. */
export function byHand(api: TestApi): ByHand {
  let shift = 0;
  let asked = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + shift) };
  const deps: ApprovalDeps = { ...api.deps.approvals, clock };
  api.deps.clock = clock;
  api.deps.approvals = deps;
  const short = (column: string) => `split_part(${column}::text, '@', 1)`;
  return {
    deps,
    at: (instant) => (shift = Date.parse(instant) - Date.now()),
    now: () => (shift = 0),
    async leaveOf(persona, days = 1) {
      // Monday to Friday of weeks of 2028 that nobody else has.
      const monday = Date.UTC(2028, 2, 6 + 14 * Math.floor(asked / 5));
      const on = (day: number) => new Date(monday + day * 86_400_000).toISOString().slice(0, 10);
      const from = days > 1 ? on(14 * 50 + asked * 14) : on(asked % 5);
      asked++;
      const [requester] = await api.db.query<never>(
        'SELECT id, name, department_id AS "departmentId", zone FROM employee WHERE id = $1',
        [api.company.people[persona]],
      );
      const to = new Date(Date.parse(from) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
      const { approvalId } = await submitRequest(deps, {
        kind: 'leave',
        requester: requester as never,
        request: { type: 'unpaid', from, to, fromHalf: 'am', toHalf: 'pm', reason: 'Away' },
      });
      await openStage(deps, { requestId: approvalId, stage: 0 });
      return approvalId;
    },
    async tasksOf(requestId) {
      const rows = await api.db.query<{ task: string }>(
        `SELECT ${short('e.email')} || coalesce(' for ' || ${short('o.email')}, '') || ' ' || t.status AS task
         FROM approval_task t JOIN employee e ON e.id = t.approver_id LEFT JOIN employee o ON o.id = t.on_behalf_of
         WHERE t.request_id = $1 ORDER BY t.created_at, o.id IS NOT NULL, t.id`,
        [requestId],
      );
      return rows.map(({ task }) => task);
    },
    async mailsOf(requestId) {
      const rows = await api.db.query<{ mail: string }>(
        `SELECT template || ' to ' || ${short('to_address')} AS mail FROM mail WHERE approval_id = $1
         ORDER BY created_at, message_id`,
        [requestId],
      );
      return rows.map(({ mail }) => mail);
    },
    async bellOf(persona, requestId) {
      const rows = await api.db.query<{ title: string }>(
        'SELECT title FROM notification WHERE user_id = $1 AND approval_id = $2 ORDER BY seq',
        [api.company.people[persona], requestId],
      );
      return rows.map(({ title }) => title);
    },
    async liveLinks(requestId, persona) {
      const [row] = await api.db.query<{ live: number }>(
        `SELECT count(*)::int AS live FROM email_link
         WHERE request_id = $1 AND approver_id = $2 AND revoked_at IS NULL AND used_at IS NULL`,
        [requestId, api.company.people[persona]],
      );
      return row?.live ?? -1;
    },
    async auditOf(requestId, action) {
      const rows = await api.db.query<{ details: Record<string, unknown> }>(
        'SELECT details FROM audit_event WHERE subject_id = $1 AND action = $2 ORDER BY id',
        [requestId, action],
      );
      return rows.map(({ details }) => details);
    },
    async approvedLeave(persona, { from, to, fromHalf = 'am', toHalf = 'pm' }) {
      const [row] = await api.db.query<{ id: string }>(
        `INSERT INTO leave_request (employee_id, type, from_on, to_on, from_half, to_half, units, reason, status)
         VALUES ($1, 'unpaid', $2, $3, $4, $5, 100, 'x', 'approved') RETURNING id`,
        [api.company.people[persona], from, to, fromHalf, toHalf],
      );
      return (row as { id: string }).id;
    },
  };
}
