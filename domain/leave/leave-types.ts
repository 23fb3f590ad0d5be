/** The kinds of leave, in the order people see them. */
export const LEAVE_TYPES = ['casual', 'sick', 'earned', 'unpaid', 'comp-off'] as const;
/** @see LEAVE_TYPES */
export type LeaveType = (typeof LEAVE_TYPES)[number];

/** What people call a type of leave, whether it is drawn from a balance, and whether a policy gives it. */
export const LEAVE_TYPE_RULES: Record<
  LeaveType,
  { name: string; needsBalance: boolean; byPolicy: boolean }
> = {
  casual: { name: 'Casual leave', needsBalance: true, byPolicy: true },
  sick: { name: 'Sick leave', needsBalance: true, byPolicy: true },
  earned: { name: 'Earned leave', needsBalance: true, byPolicy: true },
  unpaid: { name: 'Unpaid leave', needsBalance: false, byPolicy: false },
  'comp-off': { name: 'Compensatory off', needsBalance: true, byPolicy: false },
};
