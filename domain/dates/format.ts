import { dateParts, type CalendarDate } from './calendar';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as people read it: "1 Dec 2026". */
export function formatDate(date: CalendarDate): string {
  const { year, month, day } = dateParts(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** Two dates as people read them, without saying anything twice: "1–2 Dec 2026", "30 Nov – 2 Dec 2026". */
export function formatDateRange(from: CalendarDate, to: CalendarDate): string {
  if (from === to) return formatDate(from);
  const [first, last] = [dateParts(from), dateParts(to)];
  if (first.year !== last.year) return `${formatDate(from)} – ${formatDate(to)}`;
  if (first.month !== last.month)
    return `${first.day} ${MONTHS[first.month - 1]} – ${formatDate(to)}`;
  return `${first.day}–${formatDate(to)}`;
}
