import {
  AGE_ENDS,
  DUE_BANDS,
  NONE,
  type Dimension,
  type FigureSpec,
} from '../../../domain/dashboards/figures';
import type { View } from '../../../domain/dashboards/views';
import { addDays } from '../../../domain/dates/calendar';
import { sayDate } from '../../lib/dates';
import { leaveTypeName } from '../../../domain/leave/leave-types';
import type { FigureGroup } from '../../../domain/wire/dashboards';
import { formatMoney } from '../../lib/money';
import { humanise } from '../../lib/text';
import { formatDuration, kindLabel } from '../insight/words';
import { type Message, translate, translateIfKnown } from '../../lib/i18n/language';

/** What a dashboard is called. */
export const VIEW_NAMES: Record<View, Message> = {
  employee: 'Me',
  manager: 'My team',
  hr: 'People',
  finance: 'Money',
  admin: 'System',
};

/** What bars of a dimension are called together: the head of a table. */
export const DIMENSION_NAMES: Record<Dimension, Message> = {
  age: 'Age',
  category: 'Category',
  day: 'Day',
  department: 'Department',
  due: 'Deadline',
  event: 'Event',
  kind: 'Kind',
  'leave-type': 'Type',
  'mail-status': 'State',
  month: 'Month',
  'owner-role': 'To be done by',
  payment: 'Payment',
  status: 'Outcome',
  template: 'Mail',
  week: 'Week of',
};

/** "8–14 days", "31 days and more". */
function ageLabel(band: string): string {
  const [low = 0, high] = [AGE_ENDS[Number(band) - 1], AGE_ENDS[Number(band)]];
  return high === undefined
    ? translate('{{low}} days and more', { low })
    : translate('{{low}}–{{high}} days', { low, high: high - 1 });
}

const MONTH_FORMAT = /^\d+ /;

const sayName = (name: string) => translateIfKnown(humanise(name));

const WORDS: Partial<Record<Dimension, (key: string) => string>> = {
  age: ageLabel,
  day: sayDate,
  kind: (kind) => translateIfKnown(kindLabel(kind)),
  'leave-type': (type) => translateIfKnown(leaveTypeName({ type })),
  month: (month) => sayDate(`${month}-01`).replace(MONTH_FORMAT, ''),
  'owner-role': (role) =>
    role === 'hr' || role === 'it' ? translateIfKnown(role.toUpperCase()) : sayName(role),
  week: sayDate,
};

/** How a bar, or a part of one, is called. */
export function barName(dimension: Dimension, key: string, label: string | null = null): string {
  if (label !== null) return label;
  if (key === NONE) return translate('None');
  return (WORDS[dimension] ?? sayName)(key);
}

/** A value in its unit: "3", "2.5 days", "₹1,234.50", "4.5 h". */
export function valueText(
  { unit }: Pick<FigureSpec, 'unit'>,
  { value, currency }: Pick<FigureGroup, 'value' | 'currency'>,
): string {
  if (unit === 'money' && currency !== null) return formatMoney({ amount: value, currency });
  if (unit === 'seconds') return formatDuration(Number(value));
  if (unit === 'days') return translate('{{count}} days', { count: Number(value) });
  return value;
}

const nextMonth = (month: string) => addDays(`${month}-28`, 7).slice(0, 7);
const STEPS: Partial<Record<Dimension, (key: string) => string>> = {
  day: (day) => addDays(day, 1),
  week: (week) => addDays(week, 7),
  month: nextMonth,
};

/** Whether bars stand along the time. */
export function isOverTime(dimension: Dimension): boolean {
  return STEPS[dimension] !== undefined;
}

/** The bars in the order they stand: along the time without gaps, bands as they rise, all else the largest first. */
export function barsInOrder(dimension: Dimension, groups: FigureGroup[]): string[] {
  const found = [...new Set(groups.map(({ by }) => by))].sort();
  const step = STEPS[dimension];
  if (step) {
    const all: string[] = [];
    const last = found.at(-1) ?? '';
    for (let key = found[0] ?? ''; key !== '' && key <= last; key = step(key)) all.push(key);
    return all;
  }
  if (dimension === 'age') return found;
  if (dimension === 'due') return DUE_BANDS.filter((band) => found.includes(band));
  const sum = (key: string) =>
    groups.filter(({ by }) => by === key).reduce((total, { value }) => total + Number(value), 0);
  return found.sort((a, b) => sum(b) - sum(a));
}
