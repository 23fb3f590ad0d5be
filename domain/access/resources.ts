/** What can be listed or opened. */
export const RESOURCES = [
  'person',
  'leave',
  'expense',
  'project',
  'approval',
  'customer',
  'deal',
] as const;
/** @see RESOURCES */
export type Resource = (typeof RESOURCES)[number];
