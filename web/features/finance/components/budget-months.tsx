import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import type { BudgetMonthWire } from '../../../../domain/wire/budgets';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { useT } from '../../../lib/i18n/language';
import { useBudgetMonths } from '../budgets-api';
import { AmountCell } from './figures';

function Row({ row, isShown }: { row: BudgetMonthWire; isShown: boolean }) {
  const { month, amount, actual, committed, left, over } = row;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor
          component={Link}
          to={`/finance/budgets?month=${month}`}
          size="sm"
          underline="always"
          fw={isShown ? 700 : undefined}
          aria-current={isShown || undefined}
        >
          {month}
        </Anchor>
      </Table.Th>
      {[amount, actual, committed, left].map((value, at) => (
        <AmountCell key={at} value={value} />
      ))}
      <Table.Td ta="right">{over}</Table.Td>
    </Table.Tr>
  );
}

/** What all budgets come to in each month of the fiscal year that a month is in; each leads to its budgets. */
export function BudgetMonths({ month }: { month: string }) {
  const t = useT();
  const query = useBudgetMonths({ month });
  const sums = [
    t('Budget'),
    t('Spent'),
    t('Promised'),
    t('Left to spend'),
    t('Budgets gone beyond'),
  ];
  return (
    <QueryView query={query}>
      {(months) =>
        months.length > 0 && (
          <Section title={t('The year')}>
            <ScrollTable label={t('Budgets by month')} figures={sums} head={[t('Month'), ...sums]}>
              {months.map((row) => (
                <Row key={row.month} row={row} isShown={row.month === month} />
              ))}
            </ScrollTable>
          </Section>
        )
      }
    </QueryView>
  );
}
