import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { Approval } from '../../../domain/wire/approvals';
import type { Queryable } from '../../../platform/database/database';
import { readHead, sealsOf, type Head, type SealOfEvent } from '../../audit/queries';
import type { ApprovalDeps } from '../deps';
import { readEarlierRounds, type SignedRound } from './earlier-rounds';
import { readApproval } from '../use-cases/read-approval';

/** A line of the history with its place in the audit chain; null when it waits for its seal. */
export type TrailEntry = Approval['timeline'][number] & { seal: SealOfEvent['seal'] };

/** Everything a certificate says. */
export interface Certificate {
  approval: Omit<Approval, 'workflowUrl'>;
  department: string | null;
  /** The requester's: every time on the page is told in it. */
  zone: string;
  contentHash: string;
  /** What was signed, in full or not, before the request was changed; oldest first. */
  earlier: SignedRound[];
  trail: TrailEntry[];
  head: Head | null;
  printedAt: Date;
}

/**
 * Reads what a certificate says of a closed request.
 * @throws DomainError not-found, also for one the person may not see; conflict while it is pending
 */
export async function readCertificate(
  deps: Pick<ApprovalDeps, 'db' | 'clock' | 'effects'>,
  input: { approvalId: string; principal: Principal },
): Promise<Certificate> {
  const approval = await readApproval(deps, input);
  if (approval.status === 'pending') {
    throw new DomainError('conflict', 'There is a certificate once the request is closed');
  }
  const [request, earlier, seals, head] = await Promise.all([
    readOrigin(deps.db, approval.id),
    readEarlierRounds(deps.db, approval),
    sealsOf(deps.db, { subjectType: 'approval', subjectId: approval.id }),
    readHead(deps.db),
  ]);
  const trail = withSeals(approval.timeline, seals);
  return { approval, ...request, earlier, trail, head, printedAt: deps.clock.now() };
}

async function readOrigin(
  db: Queryable,
  id: string,
): Promise<Pick<Certificate, 'department' | 'zone' | 'contentHash'>> {
  const [row] = await db.query<Pick<Certificate, 'department' | 'zone' | 'contentHash'>>(
    `SELECT d.name AS department, q.zone, r.content_hash AS "contentHash"
     FROM approval_request r JOIN employee q ON q.id = r.requester_id LEFT JOIN department d ON d.id = r.department_id
     WHERE r.id = $1`,
    [id],
  );
  if (!row) throw new DomainError('not-found', 'There is no such request');
  return row;
}

/** The history has no row ids: an entry is the first row of its action and instant that is left. */
function withSeals(timeline: Approval['timeline'], seals: SealOfEvent[]): TrailEntry[] {
  const left = [...seals];
  return timeline.map((entry) => {
    const index = left.findIndex(({ at, action }) => at === entry.at && action === entry.type);
    const [found] = index < 0 ? [] : left.splice(index, 1);
    return { ...entry, seal: found?.seal ?? null };
  });
}
