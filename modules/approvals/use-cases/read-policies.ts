import type { ApprovalKind } from '../../../domain/approvals/kind';
import { BUILT_IN_VERSION } from '../../../domain/approvals/policy';
import type {
  PolicyDraftWire,
  PolicyPage,
  PolicyRow,
  PolicyVersionWire,
} from '../../../domain/wire/policies';
import type { Queryable } from '../../../platform/database/database';
import { peopleByIds } from '../../people/queries';
import { checkPolicy, routedBy } from '../check-policy';
import type { ApprovalDeps } from '../deps';
import { allKinds, kindOf } from '../kinds';
import { idsIn, namedThings } from '../policy-names';
import {
  readDraft,
  readVersions,
  versionInForce,
  versionsByKind,
  type PolicyVersion,
} from '../policy-store';

type PolicyDeps = Pick<ApprovalDeps, 'db' | 'clock'>;

/** Every kind with the version in force and what is scheduled, in the order of the registry. */
export async function listPolicies(deps: PolicyDeps): Promise<PolicyRow[]> {
  const kinds = allKinds();
  const [versions, drafts] = await Promise.all([
    versionsByKind(deps.db, kinds),
    deps.db.query<{ kind: string }>('SELECT kind FROM approval_policy_draft'),
  ]);
  const now = deps.clock.now();
  return kinds.map((kind) => {
    const all = versions.get(kind.id) ?? [];
    const { version, effectiveFrom } = versionInForce(all, now);
    return {
      kind: kind.id,
      label: kind.label,
      inForce: { version, effectiveFrom: effectiveFrom?.toISOString() ?? null },
      scheduled: all.flatMap(({ version, effectiveFrom }) =>
        effectiveFrom && effectiveFrom > now
          ? [{ version, effectiveFrom: effectiveFrom.toISOString() }]
          : [],
      ),
      hasDraft: drafts.some((draft) => draft.kind === kind.id),
    };
  });
}

/** One kind's policy with all its versions, newest first, and its draft. @throws DomainError not-found */
export async function readPolicy(deps: PolicyDeps, kindId: string): Promise<PolicyPage> {
  const kind = kindOf(kindId);
  const [versions, draft] = await Promise.all([
    readVersions(deps.db, kind),
    presentedDraft(deps.db, kind),
  ]);
  const now = deps.clock.now();
  const current = versionInForce(versions, now);
  const people = await peopleByIds(deps.db, present(versions.map((one) => one.publishedById)));
  const policies = [...versions, ...(draft ? [draft] : [])].map(({ policy }) => policy);
  const named = await namedThings(
    deps.db,
    policies.flatMap(idsIn).map(({ id }) => id),
  );
  return {
    kind: kind.id,
    label: kind.label,
    inForce: current.version,
    routedBy: factsOfKind(kind),
    versions: versions
      .map((one) => ({
        ...presentVersion(one, (id) => people.get(id)?.name ?? ''),
        state: stateOf(one, { current, now }),
      }))
      .reverse(),
    draft,
    names: Object.fromEntries([...named.values()].map(({ id, name }) => [id, name])),
  };
}

function factsOfKind(kind: ApprovalKind): PolicyPage['routedBy'] {
  const given = routedBy(kind);
  return [
    ...(given.has('amount') ? (['amount'] as const) : []),
    ...(given.has('days') ? (['days'] as const) : []),
    'department',
    ...(given.has('projectId') ? (['project'] as const) : []),
    ...(given.has('category') ? (['category'] as const) : []),
  ];
}

async function presentedDraft(db: Queryable, kind: ApprovalKind): Promise<PolicyDraftWire | null> {
  const draft = await readDraft(db, kind.id);
  if (!draft) return null;
  const { policy, revision, updatedById, updatedAt } = draft;
  const [people, problems] = await Promise.all([
    peopleByIds(db, [updatedById]),
    checkPolicy(db, kind, policy),
  ]);
  const updatedBy = { id: updatedById, name: people.get(updatedById)?.name ?? '' };
  return { policy, revision, updatedBy, updatedAt: updatedAt.toISOString(), problems };
}

function presentVersion(
  version: PolicyVersion,
  nameOf: (id: string) => string,
): Omit<PolicyVersionWire, 'state'> {
  const { publishedById, publishedAt, effectiveFrom, ...rest } = version;
  return {
    ...rest,
    effectiveFrom: effectiveFrom?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    publishedBy: publishedById === null ? null : { id: publishedById, name: nameOf(publishedById) },
  };
}

function stateOf(
  version: PolicyVersion,
  { current, now }: { current: PolicyVersion; now: Date },
): PolicyVersionWire['state'] {
  if (version.version === current.version) return 'in-force';
  if (version.effectiveFrom && version.effectiveFrom > now) return 'scheduled';
  return version.version === BUILT_IN_VERSION ? 'built-in' : 'past';
}

function present(ids: (string | null)[]): string[] {
  return ids.filter((id) => id !== null);
}
