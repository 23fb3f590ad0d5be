import { SimpleGrid, Stack, Textarea } from '@mantine/core';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import type { MoneyWire } from '../../domain/wire/common';
import { DayInput } from '../../web/components/day-input';
import { MoneyField } from '../../web/components/money-field';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

/** What an empty form holds. */
export function initialValues(): FormValues {
  return { amount: { amount: '', currency: COMPANY_CURRENCY }, purpose: '', neededBy: '' };
}

/** How much, what for and until when. */
export function Fields({ form }: KindFieldsProps) {
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <MoneyField
          form={form}
          path="amount"
          value={form.values.amount as MoneyWire}
          label="Amount"
          withAsterisk
        />
        <DayInput
          label="Needed by"
          withAsterisk
          {...form.getInputProps('neededBy')}
          value={form.values.neededBy as string}
        />
      </SimpleGrid>
      <Textarea
        label="Purpose"
        description="Claims that are approved later use the advance up before anything is paid"
        withAsterisk
        autosize
        {...form.getInputProps('purpose')}
      />
    </Stack>
  );
}
