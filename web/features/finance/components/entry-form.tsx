import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { MoneyInput } from '../../../components/money-input';
import { mutateThen } from '../../../lib/mutate-then';
import { useAccounts, useEnter } from '../api';
import { Refusal } from './refusal';

const EMPTY = {
  on: '',
  memo: '',
  debit: null as string | null,
  credit: null as string | null,
  amount: { amount: '', currency: COMPANY_CURRENCY },
};

/** The fields of this form by the members of the entry it posts. */
const FIELDS: Record<string, string> = {
  'lines.0.accountId': 'debit',
  'lines.1.accountId': 'credit',
  'lines.0.debit.amount': 'amount',
};

function useEntryForm() {
  return useForm({
    initialValues: EMPTY,
    validate: {
      on: (day) => (day ? null : 'Choose a day'),
      memo: (memo) => (memo.trim() ? null : 'Say what it is'),
      debit: (id) => (id ? null : 'Choose an account'),
      credit: (id, { debit }) =>
        !id ? 'Choose an account' : id === debit ? 'This is the same account' : null,
      amount: ({ amount }) => (amount ? null : 'Say how much'),
    },
  });
}

function useOpenAccounts() {
  const accounts = useAccounts();
  return (accounts.data ?? [])
    .filter(({ active, control }) => active && control === null)
    .map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
}

function useSaving(form: ReturnType<typeof useEntryForm>) {
  const enter = useEnter();
  const save = form.onSubmit(({ on, memo, debit, credit, amount }) => {
    const lines = [
      { accountId: debit ?? '', debit: amount },
      { accountId: credit ?? '', credit: amount },
    ];
    return mutateThen(
      enter,
      { on, memo, lines },
      {
        onSuccess: ({ number }) => {
          notifications.show({ color: 'green', message: `Entry ${number} is posted` });
          form.reset();
        },
        onError: ({ errors }) =>
          form.setErrors(
            toFormErrors(errors.map((one) => ({ ...one, path: FIELDS[one.path] ?? one.path }))),
          ),
      },
    );
  });
  return { enter, save };
}

/** Posts one amount from one account to another. Entries of more lines are for the API. */
export function EntryForm() {
  const data = useOpenAccounts();
  const form = useEntryForm();
  const { enter, save } = useSaving(form);
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not posted" problem={enter.error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <DayInput
            label="Day"
            withAsterisk
            error={form.errors.on}
            value={form.values.on}
            onChange={(day) => form.setFieldValue('on', day)}
          />
          <TextInput label="Text" withAsterisk {...form.getInputProps('memo')} />
          <Select
            label="Debit"
            withAsterisk
            searchable
            data={data}
            {...form.getInputProps('debit')}
          />
          <Select
            label="Credit"
            withAsterisk
            searchable
            data={data}
            {...form.getInputProps('credit')}
          />
          <MoneyInput
            label="Amount"
            withAsterisk
            value={form.values.amount}
            error={form.errors.amount}
            onChange={(amount) => form.setFieldValue('amount', amount)}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={enter.isPending}>
            Post the entry
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
