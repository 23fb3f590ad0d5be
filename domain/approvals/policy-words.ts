import { formatMoney, readMoney } from '../money/money';
import type { Comparison, Condition, PolicyApprover, PolicyQuorum, PolicyStep } from './policy';
import { ROLE_NAMES } from './steps';

/** What people call what an id stands for; an id that is not known stays as it is. */
export type Naming = (id: string) => string;

const COMPARED: Record<Comparison, string> = {
  'at-least': 'at least',
  above: 'above',
  'at-most': 'at most',
  below: 'below',
};

/** The start of a sentence about a condition. */
const CONDITION_SUBJECTS: Record<Condition['on'], string> = {
  amount: 'the amount is',
  days: 'the working days are',
  department: 'the department is',
  'department-kind': 'the kind of department is',
  project: 'the project is',
  category: 'the category is',
  grade: "the requester's grade is",
};

/** "the amount is above ₹25,000.00" */
export function sayCondition(condition: Condition, naming: Naming): string {
  return `${CONDITION_SUBJECTS[condition.on]} ${sayLimit(condition, naming)}`;
}

function sayLimit(condition: Condition, naming: Naming): string {
  switch (condition.on) {
    case 'amount':
      return `${COMPARED[condition.is]} ${sayMoney(condition.value)}`;
    case 'days':
      return `${COMPARED[condition.is]} ${condition.value}`;
    case 'department':
    case 'project':
      return orList(condition.in.map(naming));
    case 'department-kind':
    case 'category':
    case 'grade':
      return orList(condition.in);
  }
}

/** "HR", "level 2 up the line", "the groups Legal and Risk" */
export function sayApprover(approver: PolicyApprover, naming: Naming): string {
  switch (approver.role) {
    case 'line-manager':
      return approver.level === 1
        ? 'the reporting manager'
        : `level ${approver.level} up the requester's line`;
    case 'person':
      return naming(approver.personId);
    case 'group': {
      const names = approver.groups.map(({ name }) => name);
      return names.length === 1 ? `the group ${names[0]}` : `the groups ${andList(names)}`;
    }
    default:
      return ROLE_NAMES[approver.role];
  }
}

/** "one of them signs" */
export function sayQuorum(quorum: PolicyQuorum): string {
  if (quorum === 'any') return 'one of them signs';
  if (quorum === 'all') return 'all of them sign';
  if (quorum === 'one-per-group') return 'one of each group signs';
  return `at least ${quorum.slice('at-least-'.length)} of them sign`;
}

/** "Finance within 3 working days, one of them signs, when the amount is above ₹25,000.00" */
export function sayStep(step: PolicyStep, naming: Naming): string {
  const when = step.when.map((condition) => sayCondition(condition, naming));
  return [
    `${sayApprover(step.approver, naming)} within ${step.escalateAfter}`,
    sayQuorum(step.quorum),
    when.length === 0 ? 'always' : `when ${andList(when)}`,
  ].join(', ');
}

/** "can be taken back for 120 seconds, and take effect after that" */
export function sayUndo(undoSeconds: number): string {
  return undoSeconds === 0
    ? 'take effect at once'
    : `can be taken back for ${undoSeconds} seconds, and take effect after that`;
}

/** "a, b and c" */
export function andList(parts: string[]): string {
  return joined(parts, 'and');
}

function orList(parts: string[]): string {
  return joined(parts, 'or');
}

function joined(parts: string[], word: string): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
}

function sayMoney(value: { amount: string; currency: string }): string {
  const money = readMoney(value);
  return 'member' in money ? `${value.amount} ${value.currency}` : formatMoney(money);
}
