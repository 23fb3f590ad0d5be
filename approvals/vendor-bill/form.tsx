import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import type { MoneyWire } from '../../domain/wire/common';
import { CurrencyField } from '../../web/components/currency-choice';
import { DayInput } from '../../web/components/day-input';
import { MoneyField } from '../../web/components/money-field';
import { RateNote } from '../../web/components/rate-note';
import { useT } from '../../web/lib/i18n/language';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

const TEXTS = ['vendor', 'billNumber', 'billedOn', 'dueOn', 'description'] as const;
const OPTIONAL = ['purchaseOrder', 'project', 'overBudgetReason'] as const;

/** What an empty form holds; a link may fill texts in. */
export function initialValues(search: URLSearchParams): FormValues {
  const none: MoneyWire = { amount: '', currency: COMPANY_CURRENCY };
  const texts = [...TEXTS, ...OPTIONAL].map((name) => [name, search.get(name) ?? ''] as const);
  return { ...Object.fromEntries<string>(texts), amount: none, tax: none };
}

/** What is optional and was left empty is left out. */
export function toRequest({ tax, ...values }: FormValues): FormValues {
  const empty = OPTIONAL.filter((name) => !values[name]);
  const kept = Object.entries(values).filter(([name]) => !empty.some((one) => one === name));
  const hasTax = tax !== undefined && (tax as MoneyWire).amount !== '';
  return { ...Object.fromEntries(kept), ...(hasTax ? { tax } : {}) };
}

function Amounts({ form }: KindFieldsProps) {
  const t = useT();
  const amount = form.values.amount as MoneyWire;
  // A bill that is changed has no tax where it had none.
  const tax = (form.values.tax as MoneyWire | undefined) ?? { ...amount, amount: '' };
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <CurrencyField form={form} amounts={{ amount, tax }} />
        <MoneyField form={form} path="amount" value={amount} label={t('Amount')} withAsterisk />
        <MoneyField
          form={form}
          path="tax"
          value={tax}
          label={t('Of it tax')}
          description={t('What of the amount is tax that we claim back')}
        />
      </SimpleGrid>
      <RateNote amount={amount} on={form.values.billedOn as string} />
    </>
  );
}

/** A bill as its vendor printed it, in any currency. */
export function Fields({ form }: KindFieldsProps) {
  const t = useT();
  const text = (path: string) => form.getInputProps(path);
  return (
    <Stack>
      <TextInput label={t('Vendor')} withAsterisk {...text('vendor')} />
      <TextInput
        label={t('Bill number')}
        description={t('As the vendor printed it')}
        withAsterisk
        {...text('billNumber')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DayInput
          {...text('billedOn')}
          label={t('Billed on')}
          withAsterisk
          value={form.values.billedOn as string}
        />
        <DayInput
          {...text('dueOn')}
          label={t('Due on')}
          withAsterisk
          value={form.values.dueOn as string}
        />
      </SimpleGrid>
      <Amounts form={form} />
      <TextInput
        label={t('Purchase order')}
        description={t('The number of the approved order it is for, if there is one')}
        {...text('purchaseOrder')}
      />
      <TextInput
        label={t('Project')}
        description={t('Its code, if it is for one')}
        {...text('project')}
      />
      <Textarea
        label={t('Description')}
        description={t('What it is for')}
        withAsterisk
        autosize
        {...text('description')}
      />
      <Textarea
        label={t('Why it may go over the budget')}
        description={t('Only where it does: finance then signs as well')}
        autosize
        {...text('overBudgetReason')}
      />
    </Stack>
  );
}
