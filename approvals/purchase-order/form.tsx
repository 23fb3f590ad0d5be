import { NumberInput, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { formatMoney, readMoney, sumMoney, type Money } from '../../domain/money/money';
import { lineTotal } from '../../domain/purchasing/orders';
import type { MoneyWire } from '../../domain/wire/common';
import { DayInput } from '../../web/components/day-input';
import { LineEditor } from '../../web/components/line-editor';
import { MoneyField } from '../../web/components/money-field';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

interface Line {
  description: string;
  quantity: number | string;
  unitPrice: MoneyWire;
}

const emptyLine = (): Line => ({
  description: '',
  quantity: 1,
  unitPrice: { amount: '', currency: COMPANY_CURRENCY },
});

/** What an empty form holds: one line to start with. */
export function initialValues(): FormValues {
  return { vendor: '', purpose: '', neededBy: '', overBudgetReason: '', lines: [emptyLine()] };
}

/** What is optional and was left empty is left out. */
export function toRequest({ neededBy, overBudgetReason, ...values }: FormValues): FormValues {
  return {
    ...values,
    ...(neededBy ? { neededBy } : {}),
    ...(overBudgetReason ? { overBudgetReason } : {}),
  };
}

// A line counts once it has a whole quantity and an amount.
function amountOf({ quantity, unitPrice }: Line): Money | null {
  const price = readMoney(unitPrice);
  if ('member' in price || !Number.isSafeInteger(quantity)) return null;
  return lineTotal({ quantity: Number(quantity), unitPrice });
}

function totalOf(lines: Line[]): string {
  const amounts = lines.map(amountOf).filter((amount) => amount !== null);
  return `Total ${formatMoney(sumMoney(amounts, COMPANY_CURRENCY))}`;
}

function OrderLine({ form, line, path }: KindFieldsProps & { line: Line; path: string }) {
  const amount = amountOf(line);
  return (
    <>
      <TextInput
        label="What is ordered"
        withAsterisk
        {...form.getInputProps(`${path}.description`)}
      />
      <SimpleGrid cols={{ base: 2, xs: 3 }}>
        <NumberInput
          label="Quantity"
          withAsterisk
          min={1}
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps(`${path}.quantity`)}
        />
        <MoneyField
          form={form}
          path={`${path}.unitPrice`}
          value={line.unitPrice}
          label="Price of one"
          withAsterisk
        />
        <Text size="sm" c="dimmed" style={{ alignSelf: 'end' }} pb={8}>
          {amount ? formatMoney(amount) : ''}
        </Text>
      </SimpleGrid>
    </>
  );
}

/** What is ordered, line by line, and what it adds up to. */
export function Fields({ form }: KindFieldsProps) {
  return (
    <Stack>
      <TextInput label="Vendor" withAsterisk {...form.getInputProps('vendor')} />
      <Textarea
        label="Purpose"
        description="What it is for, as the signers should read it"
        withAsterisk
        autosize
        {...form.getInputProps('purpose')}
      />
      <DayInput
        {...form.getInputProps('neededBy')}
        label="Needed by"
        value={form.values.neededBy as string}
      />
      <Textarea
        label="Why it may go over the budget"
        description="Only where it does: finance then signs as well"
        autosize
        {...form.getInputProps('overBudgetReason')}
      />
      <LineEditor form={form} path="lines" noun="Line" emptyLine={emptyLine} total={totalOf}>
        {(line: Line, path) => <OrderLine form={form} line={line} path={path} />}
      </LineEditor>
    </Stack>
  );
}
