import { Table } from '@mantine/core';
import type { ProfitAndLossWire } from '../../../../domain/wire/finance';
import { formatDate } from '../../../../domain/dates/format';
import { ScrollTable } from '../../../components/scroll-table';
import { AccountLink, AmountCell, TotalRow } from './figures';

/** Income, expenses and what is left, beside the days before; each figure leads to its lines. */
export function ProfitTable({ report }: { report: ProfitAndLossWire }) {
  const { from, to, previous } = report;
  const stretch = (of: { from: string; to: string }) =>
    `${formatDate(of.from)} – ${formatDate(of.to)}`;
  const rows = (of: ProfitAndLossWire['income']) =>
    of.map((row) => (
      <Table.Tr key={row.account.id}>
        <Table.Td>
          <AccountLink account={row.account} filters={{ from, to }} />
        </Table.Td>
        <AmountCell value={row.amount} />
        <AmountCell value={row.previous} />
      </Table.Tr>
    ));
  const total = (label: string, of: ProfitAndLossWire['profit']) => (
    <TotalRow label={label} amounts={[of.amount, of.previous]} />
  );
  return (
    <ScrollTable
      label="Profit and loss"
      figures={[stretch(report), stretch(previous)]}
      head={['Account', stretch(report), stretch(previous)]}
    >
      {rows(report.income)}
      {total('Income', report.totalIncome)}
      {rows(report.expense)}
      {total('Expenses', report.totalExpense)}
      {total('Profit', report.profit)}
    </ScrollTable>
  );
}
