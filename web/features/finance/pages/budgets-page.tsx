import { Anchor, Button, Group, Table } from '@mantine/core';
import { Link } from 'react-router';
import type { BudgetWire } from '../../../../domain/wire/budgets';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { dateIn } from '../../../lib/dates';
import { useSearchFilters } from '../../../lib/search-filters';
import { useZone } from '../../../lib/session';
import { useBudgets, useRemoveBudget } from '../budgets-api';
import { BooksPage, useKeepsBooks } from '../components/books-page';
import { ACTION_NAMES, BudgetForm } from '../components/budget-form';
import { AmountCell, linesOf } from '../components/figures';
import { MoneyLink } from '../components/money-link';

const HEAD = ['Department', 'Account', 'Budget', 'Spent', 'Promised', 'Left', 'Beyond it'];

/** The last day of a month, "2026-11". */
const endOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0))
    .toISOString()
    .slice(0, 10);

function Row({ budget, keeps }: { budget: BudgetWire; keeps: boolean }) {
  const remove = useRemoveBudget(budget.id);
  const { id, department, account, month, amount, actual, committed, left, action } = budget;
  const lines = {
    account: account.id,
    department: department.id,
    from: `${month}-01`,
    to: endOf(month),
  };
  return (
    <Table.Tr>
      <Table.Td>{department.name}</Table.Td>
      <Table.Td>
        {account.code} {account.name}
      </Table.Td>
      <AmountCell value={amount} />
      <MoneyLink to={linesOf(lines)} value={actual} />
      <MoneyLink to={`/finance/budgets/${id}`} value={committed} />
      <AmountCell value={left} />
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <StatusBadge status={ACTION_NAMES[action]} />
          {keeps && (
            <Button
              size="xs"
              variant="default"
              loading={remove.isPending}
              aria-label={`Take away the budget of ${department.name} for ${account.name}`}
              onClick={() => remove.mutate(null)}
            >
              Take away
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** What departments may spend in a month, what they have spent of it, and what is promised. */
export function Component() {
  const keeps = useKeepsBooks();
  const today = dateIn(useZone());
  const { filters, setFilter } = useSearchFilters(['month'] as const);
  const month = filters.month ?? today.slice(0, 7);
  const query = useBudgets({ month });
  const step = (by: number) => {
    const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  };
  return (
    <BooksPage
      title="Budgets"
      description="Orders that are not billed and bills that are not approved are promised."
      forHeads
    >
      <Group aria-label={`Budgets of ${month}`} role="group">
        <Button variant="default" onClick={() => setFilter('month', step(-1))}>
          The month before
        </Button>
        {month}
        <Button variant="default" onClick={() => setFilter('month', step(1))}>
          The month after
        </Button>
        <Anchor component={Link} to="/finance/reports/profit-and-loss" size="sm" underline="always">
          What was spent without one
        </Anchor>
      </Group>
      <QueryView query={query}>
        {(budgets) =>
          budgets.length === 0 ? (
            <EmptyState title={`No budgets in ${month}`} />
          ) : (
            <ScrollTable label="Budgets" head={HEAD}>
              {budgets.map((budget) => (
                <Row key={budget.id} budget={budget} keeps={keeps} />
              ))}
            </ScrollTable>
          )
        }
      </QueryView>
      {keeps && (
        <Section title="Set a budget">
          <BudgetForm key={month} month={month} />
        </Section>
      )}
    </BooksPage>
  );
}
