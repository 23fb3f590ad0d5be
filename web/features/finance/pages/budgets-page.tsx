import { Anchor, Button, Group, Select, SimpleGrid, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import { BUDGET_ACTIONS } from '../../../../domain/finance/budgets';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { newBudgetSchema, type BudgetWire } from '../../../../domain/wire/budgets';
import { DepartmentPicker } from '../../../components/department-picker';
import { EmptyState } from '../../../components/empty-state';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { MoneyField } from '../../../components/money-field';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { dateIn } from '../../../lib/dates';
import type { FormValues } from '../../../lib/kind-form';
import { mutateThen } from '../../../lib/mutate-then';
import { useSearchFilters } from '../../../lib/search-filters';
import { useZone } from '../../../lib/session';
import { useAccounts } from '../api';
import { useBudgets, useRemoveBudget, useSetBudget } from '../budgets-api';
import { BooksPage, useKeepsBooks } from '../components/books-page';
import { AmountCell, linesOf } from '../components/figures';
import { MoneyLink } from '../components/money-link';
import { Refusal } from '../components/refusal';

const HEAD = ['Department', 'Account', 'Budget', 'Spent', 'Promised', 'Left', 'Beyond it'];
const ACTIONS: Record<(typeof BUDGET_ACTIONS)[number], string> = {
  warn: 'Signers are told',
  stop: 'Finance signs as well',
};

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
          <StatusBadge status={ACTIONS[action]} />
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

function useBudgetForm(month: string) {
  const bodyOf = ({ until, ...values }: FormValues) => ({ ...values, ...(until ? { until } : {}) });
  const form = useForm<FormValues>({
    initialValues: {
      ...{ departmentId: null, accountId: null, month, until: '', action: 'warn' },
      amount: { amount: '', currency: COMPANY_CURRENCY },
    },
    validate: (values) => {
      const checked = newBudgetSchema.safeParse(bodyOf(values));
      return checked.success ? {} : issuesToFormErrors(checked.error);
    },
  });
  return { form, bodyOf };
}

function Setting({ month }: { month: string }) {
  const set = useSetBudget();
  const accounts = useAccounts();
  const { form, bodyOf } = useBudgetForm(month);
  const spent = (accounts.data ?? []).filter(({ kind, active }) => kind === 'expense' && active);
  const save = form.onSubmit((values) =>
    mutateThen(set, newBudgetSchema.parse(bodyOf(values)), {
      onSuccess: () => notifications.show({ color: 'green', message: 'The budget is set' }),
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not set" problem={set.error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <DepartmentPicker
            label="Department"
            value={form.values.departmentId as string | null}
            error={form.errors.departmentId}
            onChange={(id) => form.setFieldValue('departmentId', id)}
          />
          <Select
            label="Account"
            withAsterisk
            searchable
            data={spent.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
            {...form.getInputProps('accountId')}
          />
          <TextInput
            label="First month"
            description="As in 2026-11"
            withAsterisk
            {...form.getInputProps('month')}
          />
          <TextInput
            label="Last month"
            description="The first one alone, unless you say"
            {...form.getInputProps('until')}
          />
          <MoneyField
            form={form}
            path="amount"
            value={form.values.amount as { amount: string; currency: string }}
            label="Amount of a month"
            withAsterisk
          />
          <Select
            label="What goes beyond it"
            allowDeselect={false}
            data={BUDGET_ACTIONS.map((value) => ({ value, label: ACTIONS[value] }))}
            {...form.getInputProps('action')}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={set.isPending}>
            Set the budget
          </Button>
        </Group>
      </Stack>
    </form>
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
          <Setting key={month} month={month} />
        </Section>
      )}
    </BooksPage>
  );
}
