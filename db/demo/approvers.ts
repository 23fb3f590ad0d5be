import type { ApproverRule } from '../../domain/approvals/plan';
import type { Colleague, Staff } from './people-rows';

/** Who signs a step of the past, and why them, as the engine would have found them. */
export interface PastApprover {
  person: Colleague;
  reason: 'rule' | 'up-the-line' | 'last-resort';
}

/** Finds the signer of a step: never the requester, never somebody who is in it already; up the line rather than through. */
export function pastApprover(
  staff: Staff,
  rule: ApproverRule,
  context: { requester: Colleague; taken: ReadonlySet<string>; projectManager?: Colleague },
): PastApprover {
  const fits = (person: Colleague): boolean =>
    person.id !== context.requester.id && !context.taken.has(person.id);
  const byId = (id: string | null): Colleague | undefined =>
    staff.all.find((person) => person.id === id);

  const named = holderOf(staff, rule, context);
  if (named && fits(named)) return { person: named, reason: 'rule' };
  let above = byId((named ?? context.requester).managerId);
  while (above !== undefined) {
    if (fits(above)) return { person: above, reason: 'up-the-line' };
    above = byId(above.managerId);
  }
  for (const login of ['admin', 'hr', 'finance']) {
    const officer = staff.by(login);
    if (fits(officer)) return { person: officer, reason: 'last-resort' };
  }
  throw new Error(`nobody could have signed ${rule.role} for ${context.requester.login}`);
}

function holderOf(
  staff: Staff,
  rule: ApproverRule,
  context: { requester: Colleague; projectManager?: Colleague },
): Colleague | undefined {
  switch (rule.role) {
    case 'reporting-manager':
      return staff.all.find((person) => person.id === context.requester.managerId);
    case 'project-manager':
      return context.projectManager;
    case 'department-head': {
      const headId = staff.heads.find((head) => head.departmentId === rule.departmentId)?.headId;
      return staff.all.find((person) => person.id === headId);
    }
    case 'hr':
    case 'finance':
    case 'admin':
      return staff.by(rule.role);
    default:
      throw new Error(`no kind of the past asks for a ${rule.role}`);
  }
}
