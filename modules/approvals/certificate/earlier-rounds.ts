import type { Approval } from '../../../domain/wire/approvals';
import type { Queryable } from '../../../platform/database/database';
import { filesAt, readFiles } from '../files';
import { factsOf, linesOf } from '../kinds';
import { presentDecision } from '../present-decision';
import { readProgress } from '../store';

/** One round of signatures over one version of a request. */
export interface SignedRound extends Pick<Approval, 'facts' | 'decisions'> {
  round: number;
  version: number;
  policyVersion: number;
  contentHash: string;
  /** When the next version took its place. */
  replacedAt: Date;
  steps: Pick<Approval['steps'][number], 'key' | 'name' | 'status' | 'approvers'>[];
  lines: Pick<Approval['lines'][number], 'key' | 'label' | 'amount'>[];
}

type VersionRow = Omit<SignedRound, 'facts' | 'decisions' | 'steps' | 'lines'> & { data: unknown };

/** The rounds before a request's present one, oldest first. Who may read them is the caller's to check. */
export async function readEarlierRounds(
  db: Queryable,
  request: { id: string; kind: string },
): Promise<SignedRound[]> {
  const versions = await db.query<VersionRow>(
    `SELECT v.round, v.version, v.policy_version AS "policyVersion", v.content_hash AS "contentHash",
       v.replaced_at AS "replacedAt", v.data
     FROM approval_version v WHERE v.request_id = $1 ORDER BY v.version`,
    [request.id],
  );
  const files = versions.length > 0 ? await readFiles(db, request.id) : [];
  return Promise.all(
    versions.map(async ({ data, ...version }) => {
      const progress = await readProgress(db, request.id, version.round);
      const content = { kind: request.kind, data };
      return {
        ...version,
        facts: factsOf(content),
        lines: linesOf(content),
        steps: progress.steps.map((step) => ({ ...step, approvers: [] })),
        decisions: progress.decisions.map((decision) => ({
          ...presentDecision(decision, progress.steps),
          ...filesAt(files, decision.id),
        })),
      };
    }),
  );
}
