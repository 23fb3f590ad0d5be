import { effects } from '../../approvals/effects';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import type { TestApi } from './api';

/** Runs what a kind does when a request closes, without the signatures before it. */
export async function closeAs(
  api: TestApi,
  of: { kind: keyof typeof effects; id: string; approvalId: string; outcome: Outcome },
): Promise<void> {
  const kind = effects[of.kind] as unknown as KindEffects;
  await api.db.transaction((tx) =>
    kind.close(tx, {
      ...{ approvalId: of.approvalId, subjectId: of.id, outcome: of.outcome },
      ...{ requesterId: api.company.people['sales.rep'], version: 1, details: undefined },
    }),
  );
}
