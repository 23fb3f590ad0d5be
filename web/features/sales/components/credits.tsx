import { Button, Group, Select, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { formatDate } from '../../../../domain/dates/format';
import type { DealWire, NewCredit } from '../../../../domain/wire/deals';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { MoneyInput } from '../../../components/money-input';
import { MoneyText } from '../../../components/money-text';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { humanise } from '../../../lib/text';
import { useCredit } from '../api';

const BASES = (['invoiced', 'paid', 'refunded'] as const).map((value) => ({
  value,
  label: humanise(value),
}));

function CreditForm({ deal }: { deal: DealWire }) {
  const credit = useCredit(deal.id);
  const { currency } = deal.amount;
  const form = useForm({
    initialValues: {
      basis: 'invoiced' as NewCredit['basis'],
      amount: { amount: '', currency },
      ...{ on: '', reference: '' },
    },
    validate: {
      amount: ({ amount }) => (amount ? null : 'Say how much'),
      on: (day) => (day ? null : 'Choose a day'),
      reference: (text) => (text.trim() ? null : 'Give its number'),
    },
  });
  const save = form.onSubmit((values) =>
    mutateThen(credit, values, {
      onSuccess: () => form.reset(),
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <FormProblem title="Not recorded" problem={credit.error} />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <Select
            label="What"
            allowDeselect={false}
            data={BASES}
            {...form.getInputProps('basis')}
          />
          <MoneyInput
            label="Amount without tax"
            value={form.values.amount}
            error={form.errors.amount ?? form.errors['amount.amount']}
            onChange={(amount) => form.setFieldValue('amount', amount)}
          />
          <DayInput
            label="On"
            value={form.values.on}
            error={form.errors.on}
            onChange={(day) => form.setFieldValue('on', day)}
          />
          <TextInput label="Its number" {...form.getInputProps('reference')} />
        </SimpleGrid>
        <Group>
          <Button type="submit" variant="default" loading={credit.isPending}>
            Record it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What came of a deal: the win, and what finance recorded. */
export function Credits({ deal }: { deal: DealWire }) {
  if (deal.credits.length === 0 && !deal.may.credit) return null;
  return (
    <Section title="What came of it">
      <Stack>
        {deal.credits.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing yet
          </Text>
        ) : (
          <ScrollTable label="What came of it" head={['On', 'What', 'Number', 'Amount', 'By']}>
            {deal.credits.map((credit) => (
              <Table.Tr key={credit.id}>
                <Table.Td>{formatDate(credit.on)}</Table.Td>
                <Table.Td>{humanise(credit.basis)}</Table.Td>
                <Table.Td>{credit.reference}</Table.Td>
                <Table.Td>
                  <MoneyText value={credit.amount} />
                </Table.Td>
                <Table.Td>{credit.recordedBy?.name ?? '–'}</Table.Td>
              </Table.Tr>
            ))}
          </ScrollTable>
        )}
        {deal.may.credit && <CreditForm deal={deal} />}
      </Stack>
    </Section>
  );
}
