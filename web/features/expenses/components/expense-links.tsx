import { AreaLinks } from '../../../components/area-links';
import { holdsAny, useMe } from '../../../lib/session';
import { type Message, useT } from '../../../lib/i18n/language';

const PLACES: { to: string; label: Message; isForFinance?: true }[] = [
  { to: '/expenses', label: 'Claims' },
  { to: '/expenses/policy', label: 'Policy' },
  { to: '/expenses/mileage', label: 'Mileage' },
  { to: '/expenses/per-diem', label: 'Per diem' },
  { to: '/expenses/advances', label: 'Advances' },
  { to: '/expenses/payments', label: 'Reimbursements', isForFinance: true },
  { to: '/expenses/rates', label: 'Exchange rates', isForFinance: true },
];

/** The pages about expenses, on top of each of them. */
export function ExpenseLinks() {
  const t = useT();
  const isFinance = holdsAny(useMe(), 'finance', 'admin');
  const places = PLACES.filter(({ isForFinance }) => isFinance || !isForFinance);
  return (
    <AreaLinks
      label={t('Expenses')}
      places={places.map(({ to, label }) => ({ to, label: t(label) }))}
    />
  );
}
