import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import type { AdvanceWire } from '../../../../domain/wire/expenses';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { MoneyInput } from '../../../components/money-input';
import { mutateThen } from '../../../lib/mutate-then';
import { useAdvancePeople, useRecordAdvance, useReturnAdvance } from '../api';
import { ProblemNote } from '../../../components/problem-note';

const nothing = { amount: '', currency: COMPANY_CURRENCY };

function useAdvanceForm() {
  return useForm({
    initialValues: { employeeId: null as string | null, amount: nothing, paidOn: '', note: '' },
    validate: {
      employeeId: (id) => (id ? null : 'Choose a person'),
      amount: ({ amount }) => (amount ? null : 'Say how much'),
      paidOn: (day) => (day ? null : 'Choose a day'),
      note: (note) => (note.trim() ? null : 'Say what for'),
    },
  });
}

/** Records money that somebody has been given. */
export function AdvanceForm() {
  const people = useAdvancePeople();
  const record = useRecordAdvance();
  const form = useAdvanceForm();
  const save = form.onSubmit((values) =>
    mutateThen(
      record,
      { ...values, employeeId: values.employeeId ?? '' },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: 'The advance is recorded' });
          form.reset();
        },
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <ProblemNote title="Not recorded" problem={record.error} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="Person"
            withAsterisk
            searchable
            data={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('employeeId')}
          />
          <MoneyInput
            label="Amount"
            withAsterisk
            value={form.values.amount}
            error={form.errors.amount ?? form.errors['amount.amount']}
            onChange={(amount) => form.setFieldValue('amount', amount)}
          />
          <DayInput
            label="Paid on"
            withAsterisk
            error={form.errors.paidOn}
            value={form.values.paidOn}
            onChange={(day) => form.setFieldValue('paidOn', day)}
          />
          <TextInput label="What for" withAsterisk {...form.getInputProps('note')} />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={record.isPending}>
            Record the advance
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Records what has been given back of an advance: all that is open, or a part. */
export function ReturnForm({ advance }: { advance: AdvanceWire }) {
  const back = useReturnAdvance(advance);
  const form = useForm({ initialValues: { amount: advance.open } });
  const save = form.onSubmit(({ amount }) =>
    mutateThen(back, amount, {
      onSuccess: () => notifications.show({ color: 'green', message: 'Given back' }),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <MoneyInput
          aria-label={`Given back by ${advance.employee.name}`}
          maw={140}
          value={form.values.amount}
          onChange={(amount) => form.setFieldValue('amount', amount)}
          error={back.error?.errors[0]?.message ?? back.error?.message}
        />
        <Button type="submit" variant="default" loading={back.isPending}>
          Given back
        </Button>
      </Group>
    </form>
  );
}
