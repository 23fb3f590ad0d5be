import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import type { MoneyWire } from '../../domain/wire/common';
import { CurrencyField } from '../../web/components/currency-choice';
import { DayInput } from '../../web/components/day-input';
import { MoneyField } from '../../web/components/money-field';
import { useT } from '../../web/lib/i18n/language';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

/** What an empty form holds; a bill's page leads here with its number and what is left of it. */
export function initialValues(search: URLSearchParams): FormValues {
  const currency = search.get('currency') ?? COMPANY_CURRENCY;
  return {
    ...{ bill: search.get('bill') ?? '', payOn: '', method: '', note: '' },
    amount: { amount: search.get('left') ?? '', currency },
  };
}

/** What is optional and was left empty is left out. */
export function toRequest({ amount, note, ...values }: FormValues): FormValues {
  const isPart = amount !== undefined && (amount as MoneyWire).amount !== '';
  return { ...values, ...(isPart ? { amount } : {}), ...(note ? { note } : {}) };
}

function Part({ form }: KindFieldsProps) {
  const t = useT();
  const none: MoneyWire = { amount: '', currency: COMPANY_CURRENCY };
  const amount = (form.values.amount as MoneyWire | undefined) ?? none;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <CurrencyField form={form} amounts={{ amount }} />
      <MoneyField
        form={form}
        path="amount"
        value={amount}
        label={t('Amount')}
        description={t('Only where a part of the bill is paid')}
      />
    </SimpleGrid>
  );
}

/** Which bill is paid, what of it, when and how. */
export function Fields({ form }: KindFieldsProps) {
  const t = useT();
  const method = form.getInputProps('method');
  return (
    <Stack>
      <TextInput
        label={t('Bill')}
        description={t('Our number of the bill')}
        withAsterisk
        {...form.getInputProps('bill')}
      />
      <Part form={form} />
      <DayInput
        {...form.getInputProps('payOn')}
        label={t('Pay on')}
        withAsterisk
        value={form.values.payOn as string}
      />
      <Select
        {...method}
        value={(method.value as string) || null}
        label={t('Method')}
        withAsterisk
        data={[
          { value: 'bank-transfer', label: t('Bank transfer') },
          { value: 'cheque', label: t('Cheque') },
        ]}
      />
      <Textarea label={t('Note')} autosize {...form.getInputProps('note')} />
    </Stack>
  );
}
