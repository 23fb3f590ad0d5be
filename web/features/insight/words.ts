import { BAND_ENDS, type Measure } from '../../../domain/insight/measures';
import { humanise } from '../../lib/text';
import { kindLinks } from '../requests/kinds';
import { translate } from '../../lib/i18n/language';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

const short = (value: number) =>
  value < 10 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(0);

/** "35 min", "4.5 h", "3 days"; "–" when there is nothing to measure. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < HOUR) return translate('{{number}} min', { number: Math.round(seconds / MINUTE) });
  if (seconds < 2 * DAY) return translate('{{number}} h', { number: short(seconds / HOUR) });
  return translate('{{number}} days', { number: short(seconds / DAY) });
}

/** "86 %"; "–" when nothing was decided. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

/** A kind by its label; one that is no longer registered by its id. */
export function kindLabel(id: string): string {
  return kindLinks.find((kind) => kind.id === id)?.label ?? humanise(id);
}

/** "1–4 h", "over 10 days". */
export function bandLabel(band: number): string {
  const unit = (seconds: number) => (seconds < DAY ? `${seconds / HOUR} h` : `${seconds / DAY} d`);
  const [low, high] = [BAND_ENDS[band - 1], BAND_ENDS[band]];
  if (high === undefined) return `over ${unit(low ?? 0)}`;
  return low === undefined ? `under ${unit(high)}` : `${unit(low)} – ${unit(high)}`;
}

/** What the cases of a measure are called. */
export const MEASURE_TITLES: Record<Measure, string> = {
  submitted: 'Requests sent',
  closed: 'Requests closed',
  steps: 'Steps finished',
  decisions: 'Decisions',
  mail: 'Decisions after a mail',
  open: 'Waiting now',
  overdue: 'Overdue now',
};

/** What the length of a case is. */
export const LENGTH_TITLES: Record<Measure, string> = {
  submitted: 'Age or length',
  closed: 'From sent to closed',
  steps: 'From opened to finished',
  decisions: 'From asked to decided',
  mail: 'From mail to decision',
  open: 'Waiting for',
  overdue: 'Overdue by',
};
