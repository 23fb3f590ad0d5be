import { dateParts, type CalendarDate } from '../../domain/dates/calendar';

/** Where the company sells from: to the same state the tax is shared, to another one it is one. */
export const OWN_STATE = ['Mumbai', 'Pune', 'Nashik'];

/** Who has paid nothing for a while, and since when. */
export const SLOW_PAYER: { customer: string; unpaidFrom: CalendarDate } = {
  ...{ customer: 'Nilgiri Clinics', unpaidFrom: '2026-07-01' },
};
/** Whose newest invoices are paid in part only. */
export const PAYS_IN_PARTS = 'Deccan Motors';
/** Whose first cheque came back. */
export const BOUNCED = {
  ...{ customer: 'Coromandel Paper', reason: 'The cheque came back: not the signature on file' },
};
/** Who was given something back, and why. */
export const CREDITED = {
  ...{ customer: 'Vindhya Textiles', percent: 10n },
  reason: 'Two days of rework, as agreed with Ms. Jain',
};
/** Who has paid ahead of an invoice. */
export const AHEAD = { customer: 'Garhwal Hotels', on: '2026-11-10', minor: '20000000' };

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];

/** "2026-10" as it is read. */
export function formatMonth(month: string): string {
  const { year, month: number } = dateParts(`${month}-01`);
  return `${MONTHS[number - 1]} ${year}`;
}
