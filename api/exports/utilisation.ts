import { divideRounded, toMoneyWire } from '../../domain/money/money';
import { utilisationQuerySchema, type UtilisationRow } from '../../domain/wire/utilisation';
import { listUtilisation } from '../../modules/timesheets/utilisation-queries';
import { listExport } from './list-export';

/** Minutes as hours with two places. */
const hours = (minutes: number) => ({
  decimal: toMoneyWire({ minor: divideRounded(BigInt(minutes) * 100n, 60n), currency: 'INR' })
    .amount,
});

/** Utilisation as a file: for those who may read it on the page. */
export const utilisation = listExport('utilisation', {
  summary: 'Billable of available time of those I may see, as a file',
  query: utilisationQuerySchema,
  read: listUtilisation,
  shows: null,
  cells: {
    person: ({ person }: UtilisationRow) => person.name,
    department: ({ department }) => department?.name ?? null,
    billable: ({ billable }) => hours(billable),
    other: ({ other }) => hours(other),
    available: ({ available }) => hours(available),
    percent: ({ percent }) => percent && { decimal: percent },
  },
});
