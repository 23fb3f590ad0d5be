import { Button, Group, Table } from '@mantine/core';
import { addDays } from '../../../../domain/dates/calendar';
import { monthsLater } from '../../../../domain/finance/fiscal-year';
import type { BudgetWire } from '../../../../domain/wire/budgets';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { useT } from '../../../lib/i18n/language';
import { useRemoveBudget } from '../budgets-api';
import { ACTION_NAMES } from './budget-form';
import { AmountCell, linesOf } from './figures';
import { MoneyLink } from './money-link';

function Removal({ budget }: { budget: BudgetWire }) {
  const t = useT();
  const remove = useRemoveBudget(budget.id);
  const { department, account } = budget;
  return (
    <Button
      size="xs"
      variant="default"
      loading={remove.isPending}
      aria-label={t('Take away the budget of {{department}} for {{account}}', {
        ...{ department: department.name, account: account.name },
      })}
      onClick={() => remove.mutate(null)}
    >
      {t('Take away')}
    </Button>
  );
}

function Row({ budget, keeps }: { budget: BudgetWire; keeps: boolean }) {
  const { id, department, account, month, amount, actual, committed, left, action } = budget;
  const stretch = { from: `${month}-01`, to: addDays(`${monthsLater(month, 1)}-01`, -1) };
  return (
    <Table.Tr>
      <Table.Td>{department.name}</Table.Td>
      <Table.Td>
        {account.code} {account.name}
      </Table.Td>
      <AmountCell value={amount} />
      <MoneyLink
        to={linesOf({ account: account.id, department: department.id, ...stretch })}
        value={actual}
      />
      <MoneyLink to={`/finance/budgets/${id}`} value={committed} />
      <AmountCell value={left} />
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <StatusBadge status={ACTION_NAMES[action]} />
          {keeps && <Removal budget={budget} />}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** The budgets of a month: what was spent leads to the ledger, what is promised to the orders, bills and claims. */
export function BudgetTable({ budgets, keeps }: { budgets: BudgetWire[]; keeps: boolean }) {
  const t = useT();
  const sums = [t('Budget'), t('Spent'), t('Promised'), t('Left to spend')];
  return (
    <ScrollTable
      label={t('Budgets')}
      figures={sums}
      head={[t('Department'), t('Account'), ...sums, t('Beyond it')]}
    >
      {budgets.map((budget) => (
        <Row key={budget.id} budget={budget} keeps={keeps} />
      ))}
    </ScrollTable>
  );
}
