import { isEligible } from '../../domain/approvals/eligibility';
import type { ApproverRole, ApproverRule } from '../../domain/approvals/plan';
import type { Queryable } from '../../platform/database/database';
import {
  activeHoldersOf,
  departmentHeadOf,
  hrOf,
  lineAbove,
  peopleByIds,
  reportingManagerOf,
  type KnownPerson,
} from '../people/queries';
import { projectManagerOf } from '../projects/queries';
import { membersOfGroups } from './groups';

/** Who is asked, and why them: the rule itself, or because nobody it names may sign. */
export interface ResolvedApprovers {
  people: KnownPerson[];
  reason: 'rule' | 'up-the-line' | 'last-resort' | 'nobody';
}

/** The request as far as finding people goes. `taken` has signed or is being asked already. */
export interface ResolutionContext {
  requesterId: string;
  taken: ReadonlySet<string>;
  /** The moment people are wanted for; without it, now. */
  at?: Date;
}

type Holders<Rule> = (
  db: Queryable,
  rule: Rule,
  context: ResolutionContext,
) => Promise<(KnownPerson | null)[]>;

const HOLDERS: { [Role in ApproverRole]: Holders<Extract<ApproverRule, { role: Role }>> } = {
  'reporting-manager': async (db, _rule, { requesterId }) => [
    await reportingManagerOf(db, requesterId),
  ],
  'department-head': async (db, rule) => [await departmentHeadOf(db, rule.departmentId)],
  'project-manager': async (db, rule) => {
    const managerId = await projectManagerOf(db, rule.projectId);
    return managerId ? [...(await peopleByIds(db, [managerId])).values()] : [];
  },
  'line-manager': async (db, { level }, { requesterId }) => {
    const line = await lineAbove(db, requesterId);
    return [line[Math.min(level, line.length) - 1] ?? null];
  },
  person: async (db, { personId }) => [...(await peopleByIds(db, [personId])).values()],
  group: (db, { groupIds }) => membersOfGroups(db, groupIds),
  hr: (db, _rule, { requesterId }) => hrOf(db, requesterId),
  finance: (db) => activeHoldersOf(db, 'finance'),
  admin: (db) => activeHoldersOf(db, 'admin'),
};

/** Who stands in, in this order, when nobody up the line may sign. */
const LAST_RESORT = ['admin', 'hr', 'finance'] as const;

/**
 * Finds who signs a step now. The requester, inactive people and those who have signed or are asked already are left
 * out; if that leaves nobody, the request goes up the line of whoever the rule named, then to the last resort.
 * It never goes through: `nobody` means that it waits.
 */
export async function resolveApprovers(
  db: Queryable,
  rule: ApproverRule,
  context: ResolutionContext,
): Promise<ResolvedApprovers> {
  const holders = (await holdersOf(db, rule, context)).filter((person) => person !== null);
  const eligible = holders.filter((person) => isEligible(person, context));
  if (eligible.length > 0) return { people: eligible, reason: 'rule' };

  const above = await nextAbove(db, holders[0]?.id ?? context.requesterId, context);
  if (above) return { people: [above], reason: 'up-the-line' };

  for (const role of LAST_RESORT) {
    const officers = await activeHoldersOf(db, role);
    const people = officers.filter((person) => isEligible(person, context));
    if (people.length > 0) return { people, reason: 'last-resort' };
  }
  return { people: [], reason: 'nobody' };
}

/** The nearest person above somebody who may sign, or null. */
export async function nextAbove(
  db: Queryable,
  personId: string,
  context: ResolutionContext,
): Promise<KnownPerson | null> {
  const line = await lineAbove(db, personId);
  return line.find((person) => isEligible(person, context)) ?? null;
}

function holdersOf(
  db: Queryable,
  rule: ApproverRule,
  context: ResolutionContext,
): Promise<(KnownPerson | null)[]> {
  return (HOLDERS[rule.role] as Holders<ApproverRule>)(db, rule, context);
}
