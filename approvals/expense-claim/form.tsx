import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import {
  CLAIM_CURRENCY,
  EXPENSE_CATEGORIES,
  EXPENSE_CATEGORY_NAMES,
} from '../../domain/expenses/claims';
import { CURRENCIES, formatMoney, readMoney, sumMoney } from '../../domain/money/money';
import type { MoneyWire } from '../../domain/wire/common';
import { DayInput } from '../../web/components/day-input';
import { LineEditor } from '../../web/components/line-editor';
import { MoneyField } from '../../web/components/money-field';
import { ReceiptField } from '../../web/components/receipt-field';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

interface Line {
  date: string;
  category: string | null;
  amount: MoneyWire;
  description: string;
  receipts?: string[];
}

const emptyLine = (): Line => ({
  date: '',
  category: null,
  amount: { amount: '', currency: CLAIM_CURRENCY },
  description: '',
});

/** What an empty form holds: one line to start with, of which a link may say the amount and what it was for. */
export function initialValues(search?: URLSearchParams): FormValues {
  const said = (name: string) => search?.get(name) ?? '';
  const amount = { amount: said('amount'), currency: CLAIM_CURRENCY };
  return {
    title: '',
    lines: [{ ...emptyLine(), amount, description: said('description') }],
  };
}

/** A line without receipts says nothing of them. */
export function toRequest({ lines, ...values }: FormValues): FormValues {
  return {
    ...values,
    lines: (lines as Line[]).map(({ receipts = [], ...line }) =>
      receipts.length > 0 ? { ...line, receipts } : line,
    ),
  };
}

// Lines that are not amounts yet do not count yet; what others come to is seen beside the form.
function totalOf(lines: Line[]): string {
  const amounts = lines.flatMap((line) => {
    const money = readMoney(line.amount);
    return 'member' in money || money.currency !== CLAIM_CURRENCY ? [] : [money];
  });
  const isAll = lines.every(({ amount }) => amount.currency === CLAIM_CURRENCY);
  const total = formatMoney(sumMoney(amounts, CLAIM_CURRENCY));
  return isAll ? `Total ${total}` : `Total ${total} without lines in other currencies`;
}

const categories = EXPENSE_CATEGORIES.map((value) => ({
  value,
  label: EXPENSE_CATEGORY_NAMES[value],
}));

function ClaimLine({ form, line, path }: KindFieldsProps & { line: Line; path: string }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DayInput
          {...form.getInputProps(`${path}.date`)}
          label="Date"
          withAsterisk
          value={line.date}
        />
        <Select
          label="Category"
          withAsterisk
          data={categories}
          {...form.getInputProps(`${path}.category`)}
        />
        <MoneyField
          form={form}
          path={`${path}.amount`}
          value={line.amount}
          label="Amount"
          withAsterisk
        />
        <Select
          label="Currency"
          data={CURRENCIES}
          searchable
          allowDeselect={false}
          {...form.getInputProps(`${path}.amount.currency`)}
        />
      </SimpleGrid>
      <TextInput
        label="What it was for"
        withAsterisk
        {...form.getInputProps(`${path}.description`)}
      />
      <ReceiptField
        value={line.receipts ?? []}
        error={form.errors[`${path}.receipts`]}
        onChange={(ids) => form.setFieldValue(`${path}.receipts`, ids)}
      />
    </>
  );
}

/** What was spent, line by line, and what it adds up to. */
export function Fields({ form }: KindFieldsProps) {
  return (
    <Stack>
      <TextInput
        label="Title"
        placeholder="Client visit in Pune"
        withAsterisk
        {...form.getInputProps('title')}
      />
      <LineEditor form={form} path="lines" noun="Line" emptyLine={emptyLine} total={totalOf}>
        {(line: Line, path) => <ClaimLine form={form} line={line} path={path} />}
      </LineEditor>
    </Stack>
  );
}
