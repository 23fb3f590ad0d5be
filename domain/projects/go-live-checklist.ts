/** One thing to see to before a project goes live. */
export interface ChecklistItem {
  label: string;
  done: boolean;
}

/** What is asked of every go-live, unless the requester brings a list of their own. Nothing is done until somebody says so. */
export const DEFAULT_CHECKLIST: readonly ChecklistItem[] = [
  { label: 'The customer has accepted the tests', done: false },
  { label: 'Data is migrated and reconciled', done: false },
  { label: 'The way back has been rehearsed', done: false },
  { label: 'Users are trained', done: false },
  { label: 'Support knows who answers from day one', done: false },
];

/** How far along a list is, as people read it: "3 of 5 done". */
export function checklistProgress(items: readonly ChecklistItem[]): string {
  return `${items.filter((item) => item.done).length} of ${items.length} done`;
}
