import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { BUDGET_ACTIONS } from '../../../../domain/finance/budgets';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { newBudgetSchema } from '../../../../domain/wire/budgets';
import { DepartmentPicker } from '../../../components/department-picker';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { MoneyField } from '../../../components/money-field';
import type { FormValues, KindFieldsProps } from '../../../lib/kind-form';
import { mutateThen } from '../../../lib/mutate-then';
import { useAccounts } from '../api';
import { useSetBudget } from '../budgets-api';
import { Refusal } from './refusal';

/** What happens to a request that goes beyond a budget, in words. */
export const ACTION_NAMES: Record<(typeof BUDGET_ACTIONS)[number], string> = {
  warn: 'Signers are told',
  stop: 'Finance signs as well',
};

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

function Fields({ form }: KindFieldsProps) {
  const accounts = useAccounts();
  const spent = (accounts.data ?? []).filter(({ kind, active }) => kind === 'expense' && active);
  return (
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
        data={BUDGET_ACTIONS.map((value) => ({ value, label: ACTION_NAMES[value] }))}
        {...form.getInputProps('action')}
      />
    </SimpleGrid>
  );
}

/** Sets the budget of a month, or of several. */
export function BudgetForm({ month }: { month: string }) {
  const set = useSetBudget();
  const { form, bodyOf } = useBudgetForm(month);
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
        <Fields form={form} />
        <Group>
          <Button type="submit" loading={set.isPending}>
            Set the budget
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
