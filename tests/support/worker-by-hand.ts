import { applyDecisions } from '../../modules/approvals/use-cases/apply-decisions';
import { closeRequest } from '../../modules/approvals/use-cases/close-request';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { TestApi } from './api';

/** Does what the worker would do for a request until it waits for a person or is closed. Returns its status. */
export async function workOn(api: TestApi, approvalId: string): Promise<string> {
  const deps = api.deps.approvals;
  for (;;) {
    const steps = await api.db.query<{ stage: number; status: string }>(
      `SELECT s.stage, s.status FROM approval_step s JOIN approval_request r ON r.id = s.request_id AND r.round = s.round
       WHERE s.request_id = $1 ORDER BY s.ordinal`,
      [approvalId],
    );
    const refused = steps.find(({ status }) => status === 'rejected');
    const next = steps.find(({ status }) => status === 'waiting' || status === 'open');
    if (refused || !next) {
      const outcome: Outcome = refused ? 'rejected' : 'approved';
      return (await closeRequest(deps, { requestId: approvalId, outcome })).status;
    }
    const at = { requestId: approvalId, stage: next.stage };
    if (next.status === 'waiting') {
      await openStage(deps, at);
      continue;
    }
    const decisions = await api.db.query<{ id: string }>(
      'SELECT id FROM approval_decision WHERE request_id = $1',
      [approvalId],
    );
    const ids = decisions.map(({ id }) => id);
    const view = await applyDecisions(deps, { ...at, decisionIds: ids });
    const open = view.steps.some(({ status }) => status === 'open');
    if (view.status !== 'pending' || open) return view.status;
  }
}
