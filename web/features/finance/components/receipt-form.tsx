import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import {
  newReceiptSchema,
  RECEIPT_METHODS,
  type BillableCustomer,
} from '../../../../domain/wire/receivables';
import { CurrencyField } from '../../../components/currency-choice';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { MoneyField } from '../../../components/money-field';
import { RateNote } from '../../../components/rate-note';
import type { FormValues } from '../../../lib/kind-form';
import { mutateThen } from '../../../lib/mutate-then';
import { humanise } from '../../../lib/text';
import { useReceive } from '../receivables-api';
import { Refusal } from './refusal';
import { allocationsOf, SettlingFields, type Parts } from './settling';

const EMPTY = {
  ...{ customerId: null, receivedOn: '', method: 'bank-transfer', reference: '' },
  amount: { amount: '', currency: COMPANY_CURRENCY },
  bankAmount: { amount: '', currency: COMPANY_CURRENCY },
};
const methods = RECEIPT_METHODS.map((value) => ({ value, label: humanise(value) }));

function useReceiptForm(parts: Parts) {
  const bodyOf = (values: FormValues) => {
    const { bankAmount, ...rest } = values as FormValues & typeof EMPTY;
    const { currency } = rest.amount;
    const given = currency === COMPANY_CURRENCY || bankAmount.amount === '' ? {} : { bankAmount };
    return { ...rest, ...given, allocations: allocationsOf(parts, currency) };
  };
  const form = useForm<FormValues>({
    initialValues: EMPTY,
    validate: (values) => {
      const checked = newReceiptSchema.safeParse(bodyOf(values));
      return checked.success ? {} : issuesToFormErrors(checked.error);
    },
  });
  return { form, bodyOf };
}

function Fields({
  form,
  customers,
}: { customers: BillableCustomer[] } & Pick<ReturnType<typeof useReceiptForm>, 'form'>) {
  const amount = form.values.amount as typeof EMPTY.amount;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label="Customer"
        withAsterisk
        searchable
        data={customers.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('customerId')}
      />
      <DayInput
        {...form.getInputProps('receivedOn')}
        label="Received on"
        withAsterisk
        value={form.values.receivedOn as string}
      />
      <MoneyField form={form} path="amount" value={amount} label="Amount" withAsterisk />
      <CurrencyField form={form} amounts={{ amount }} />
      {amount.currency !== COMPANY_CURRENCY && (
        <>
          <MoneyField
            form={form}
            path="bankAmount"
            value={form.values.bankAmount as typeof EMPTY.amount}
            label="What the bank gave for it"
            description="Only where the bank says it; otherwise the rate of the day is used"
          />
          <RateNote amount={amount} on={form.values.receivedOn as string} />
        </>
      )}
      <Select label="By" allowDeselect={false} data={methods} {...form.getInputProps('method')} />
      <TextInput label="Reference" {...form.getInputProps('reference')} />
    </SimpleGrid>
  );
}

/** Records money that came in, and says what it settles. */
export function ReceiptForm({ customers }: { customers: BillableCustomer[] }) {
  const [parts, setParts] = useState<Parts>({});
  const { form, bodyOf } = useReceiptForm(parts);
  const receive = useReceive();
  const customerId = form.values.customerId as string | null;
  const save = form.onSubmit((values) =>
    mutateThen(receive, newReceiptSchema.parse(bodyOf(values)), {
      onSuccess: ({ number }) => {
        notifications.show({ color: 'green', message: `${number} is recorded` });
        form.reset();
        setParts({});
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not recorded" problem={receive.error} />
        <Fields form={form} customers={customers} />
        {customerId && (
          <SettlingFields
            customerId={customerId}
            currency={(form.values.amount as typeof EMPTY.amount).currency}
            parts={parts}
            onChange={setParts}
          />
        )}
        <Group>
          <Button type="submit" loading={receive.isPending}>
            Record the receipt
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
