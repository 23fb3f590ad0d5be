/** The kinds of leave, in the order people see them. */
export const LEAVE_TYPES = ['casual', 'sick', 'earned', 'unpaid'] as const;
/** @see LEAVE_TYPES */
export type LeaveType = (typeof LEAVE_TYPES)[number];

/** What people call a type of leave, and whether it is drawn from a balance. */
export const LEAVE_TYPE_RULES: Record<LeaveType, { name: string; needsBalance: boolean }> = {
  casual: { name: 'Casual leave', needsBalance: true },
  sick: { name: 'Sick leave', needsBalance: true },
  earned: { name: 'Earned leave', needsBalance: true },
  unpaid: { name: 'Unpaid leave', needsBalance: false },
};
