import type { ApprovalKind } from '../../domain/approvals/kind';
import { BUILT_IN_VERSION, policySchema, type Policy } from '../../domain/approvals/policy';
import { DomainError } from '../../domain/errors';
import type { Queryable } from '../../platform/database/database';

/** A version of a kind's policy. The built-in one was published by nobody and has always been in force. */
export interface PolicyVersion {
  version: number;
  policy: Policy;
  effectiveFrom: Date | null;
  note: string | null;
  publishedById: string | null;
  publishedAt: Date | null;
}

/** The draft of a kind's next version. */
interface PolicyDraft {
  policy: Policy;
  revision: number;
  updatedById: string;
  updatedAt: Date;
}

/** A row as the database has it: schemas only widen, so what was published once still parses. */
interface VersionRow extends Omit<PolicyVersion, 'policy'> {
  kind: string;
  body: unknown;
}

/**
 * SQL that selects the row of `approval_policy` in force: the one that took effect last, the later version of two that
 * took effect together. None when the built-in version still is.
 * @param kind, at SQL expressions; a null `at` is now, by the database's clock
 */
export function inForce(kind: string, at: string): string {
  return `SELECT version, body FROM approval_policy
    WHERE kind = ${kind} AND effective_from <= coalesce(${at}, clock_timestamp())
    ORDER BY effective_from DESC, version DESC LIMIT 1`;
}

/** Every version of a kind, the built-in one first. */
export async function readVersions(db: Queryable, kind: ApprovalKind): Promise<PolicyVersion[]> {
  return (await versionsByKind(db, [kind])).get(kind.id) ?? [];
}

/** Every version of each of these kinds, by kind. */
export async function versionsByKind(
  db: Queryable,
  kinds: ApprovalKind[],
): Promise<Map<string, PolicyVersion[]>> {
  const rows = await db.query<VersionRow>(
    `SELECT kind, version, effective_from AS "effectiveFrom", body, note, published_by AS "publishedById",
       published_at AS "publishedAt"
     FROM approval_policy WHERE kind = ANY($1) ORDER BY version`,
    [kinds.map(({ id }) => id)],
  );
  return new Map(
    kinds.map((kind) => [
      kind.id,
      [
        builtIn(kind),
        ...rows
          .filter((row) => row.kind === kind.id)
          .map(({ kind: _kind, body, ...row }) => ({ ...row, policy: policySchema.parse(body) })),
      ],
    ]),
  );
}

function builtIn({ policy }: ApprovalKind): PolicyVersion {
  const published = { effectiveFrom: null, note: null, publishedById: null, publishedAt: null };
  return { version: BUILT_IN_VERSION, policy, ...published };
}

/** The one of these versions that is in force at an instant: the twin of {@link inForce}. */
export function versionInForce(versions: PolicyVersion[], at: Date): PolicyVersion {
  const since = ({ effectiveFrom }: PolicyVersion) => effectiveFrom?.getTime() ?? -Infinity;
  return versions
    .filter((version) => since(version) <= at.getTime())
    .reduce((last, version) => (since(version) >= since(last) ? version : last));
}

/** The draft of a kind, or null. */
export async function readDraft(db: Queryable, kindId: string): Promise<PolicyDraft | null> {
  const [row] = await db.query<{
    body: unknown;
    revision: number;
    updatedById: string;
    updatedAt: Date;
  }>(
    `SELECT body, revision, updated_by AS "updatedById", updated_at AS "updatedAt"
     FROM approval_policy_draft WHERE kind = $1`,
    [kindId],
  );
  if (!row) return null;
  const { body, ...draft } = row;
  return { ...draft, policy: policySchema.parse(body) };
}

/** Which policy is meant: the one in force then, a version by its number, or the draft. */
export type PolicyChoice = 'in-force' | 'draft' | number;

/** A chosen policy and what it is; the draft has no version. */
interface ChosenPolicy {
  policy: Policy;
  version: number | null;
}

/** The policy that is meant. @throws DomainError not-found for a version or draft that does not exist */
export async function choosePolicy(
  db: Queryable,
  kind: ApprovalKind,
  { choice, at }: { choice: PolicyChoice; at: Date },
): Promise<ChosenPolicy> {
  if (choice === 'draft') {
    const draft = await readDraft(db, kind.id);
    if (!draft) throw new DomainError('not-found', 'There is no draft of this policy');
    return { policy: draft.policy, version: null };
  }
  const versions = await readVersions(db, kind);
  if (choice === 'in-force') return versionInForce(versions, at);
  const chosen = versions.find(({ version }) => version === choice);
  if (!chosen) throw new DomainError('not-found', `There is no version ${choice} of this policy`);
  return chosen;
}
