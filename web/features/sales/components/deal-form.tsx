import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import type { CustomerWire } from '../../../../domain/wire/customers';
import type { DealWire, NewDeal } from '../../../../domain/wire/deals';
import { CurrencyChoice } from '../../../components/currency-choice';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { MoneyInput } from '../../../components/money-input';
import type { ApiProblem } from '../../../lib/api';
import { useMe } from '../../../lib/session';
import { useSalesPeople } from '../api';
import type { Save } from './customer-form';
import { CustomerPicker } from './customer-picker';

type DealFields = Omit<NewDeal, 'stage'>;

/** The fields of this form by the members of the deal. */
const FIELDS: Record<string, string> = {
  'amount.amount': 'amount',
  'amount.currency': 'currency',
  'cost.amount': 'cost',
  'cost.currency': 'currency',
};

const EMPTY = { name: '', amount: '', cost: '', currency: COMPANY_CURRENCY, expectedOn: '' };

const valuesOf = ({ name, customer, owner, amount, cost, expectedOn }: DealWire) => ({
  ...{ name, customerId: customer.id as string | null, ownerId: owner.id, expectedOn },
  ...{ amount: amount.amount, cost: cost.amount, currency: amount.currency },
});

function useDealForm(deal: DealWire | undefined, customer: CustomerWire | undefined) {
  const me = useMe();
  return useForm({
    initialValues: deal
      ? valuesOf(deal)
      : { ...EMPTY, customerId: customer?.id ?? null, ownerId: me.id },
    validate: {
      name: (name) => (name.trim() ? null : 'Give the deal a name'),
      customerId: (id) => (id ? null : 'Choose a customer'),
      amount: (amount) => (amount ? null : 'Say how much'),
      expectedOn: (day) => (day ? null : 'Choose a day'),
    },
  });
}

function savingOf(form: ReturnType<typeof useDealForm>, onSave: Save<DealFields>) {
  return form.onSubmit(({ amount, cost, currency, ...values }) => {
    const money = (text: string) => ({ amount: text, currency });
    const fields = { ...values, customerId: values.customerId ?? '', amount: money(amount) };
    const refuse = ({ errors }: ApiProblem) =>
      form.setErrors(
        toFormErrors(errors.map((one) => ({ ...one, path: FIELDS[one.path] ?? one.path }))),
      );
    onSave(cost ? { ...fields, cost: money(cost) } : fields, refuse);
  });
}

/** The fields of a deal. What it is worth follows from its offer, where it has one. */
export function DealForm(props: {
  deal?: DealWire;
  customer?: CustomerWire;
  problem: ApiProblem | null;
  isSaving: boolean;
  onSave: Save<DealFields>;
}) {
  const { deal, customer, problem, isSaving, onSave } = props;
  const form = useDealForm(deal, customer);
  const sellers = useSalesPeople('seller');
  const { currency } = form.values;
  const hasLines = (deal?.lines.length ?? 0) > 0;
  const save = savingOf(form, onSave);
  const worth = (path: 'amount' | 'cost') => ({
    value: { amount: form.values[path], currency },
    error: form.errors[path],
    disabled: hasLines,
    onChange: ({ amount }: { amount: string }) => form.setFieldValue(path, amount),
  });
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not saved" problem={problem} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
          <CustomerPicker
            label="Customer"
            withAsterisk
            chosen={deal?.customer ?? customer}
            value={form.values.customerId}
            error={form.errors.customerId}
            onChange={(id) => form.setFieldValue('customerId', id)}
          />
          <MoneyInput label="Amount" withAsterisk {...worth('amount')} />
          <MoneyInput label="What fulfilling it costs" {...worth('cost')} />
          <CurrencyChoice disabled={hasLines} {...form.getInputProps('currency')} />
          <Select label="Owner" searchable data={sellers} {...form.getInputProps('ownerId')} />
          <DayInput
            label="Expected on"
            withAsterisk
            value={form.values.expectedOn}
            error={form.errors.expectedOn}
            onChange={(day) => form.setFieldValue('expectedOn', day)}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={isSaving}>
            Save the deal
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
