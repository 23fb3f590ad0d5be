import { Button, Fieldset, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import {
  CLAIM_CURRENCY,
  EXPENSE_CATEGORIES,
  EXPENSE_CATEGORY_NAMES,
} from '../../domain/expenses/claims';
import { formatMoney, readMoney, sumMoney } from '../../domain/money/money';
import type { MoneyWire } from '../../domain/wire/common';
import { DayInput } from '../../web/components/day-input';
import { MoneyInput } from '../../web/components/money-input';
import type { FieldInput, FormValues, KindFieldsProps } from '../../web/lib/kind-form';

interface Line {
  date: string;
  category: string | null;
  amount: MoneyWire;
  description: string;
}

const emptyLine = (): Line => ({
  date: '',
  category: null,
  amount: { amount: '', currency: CLAIM_CURRENCY },
  description: '',
});

/** What an empty form holds: one line to start with. */
export function initialValues(): FormValues {
  return { title: '', lines: [emptyLine()] };
}

// Lines that are not amounts yet do not count yet.
function totalOf(lines: Line[]): string {
  const amounts = lines.flatMap((line) => {
    const money = readMoney(line.amount);
    return 'member' in money || money.currency !== CLAIM_CURRENCY ? [] : [money];
  });
  return formatMoney(sumMoney(amounts, CLAIM_CURRENCY));
}

const categories = EXPENSE_CATEGORIES.map((value) => ({
  value,
  label: EXPENSE_CATEGORY_NAMES[value],
}));

function ClaimLine(props: KindFieldsProps & { index: number; line: Line; only: boolean }) {
  const { form, index, line } = props;
  const path = `lines.${index}`;
  const amount: FieldInput = form.getInputProps(`${path}.amount`);
  const amountError =
    form.errors[`${path}.amount.amount`] ?? form.errors[`${path}.amount.currency`] ?? amount.error;
  return (
    <Fieldset legend={`Line ${index + 1}`} p="sm">
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
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
          <MoneyInput
            {...amount}
            label="Amount"
            withAsterisk
            value={line.amount}
            error={amountError}
          />
        </SimpleGrid>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label="What it was for"
            withAsterisk
            {...form.getInputProps(`${path}.description`)}
          />
          {!props.only && (
            <Button
              variant="default"
              aria-label={`Remove line ${index + 1}`}
              onClick={() => form.removeListItem('lines', index)}
            >
              Remove
            </Button>
          )}
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** What was spent, line by line, and what it adds up to. */
export function Fields({ form }: KindFieldsProps) {
  const lines = form.values.lines as Line[];
  return (
    <Stack>
      <TextInput
        label="Title"
        placeholder="Client visit in Pune"
        withAsterisk
        {...form.getInputProps('title')}
      />
      {lines.map((line, index) => (
        <ClaimLine key={index} form={form} index={index} line={line} only={lines.length === 1} />
      ))}
      <Group justify="space-between">
        <Button variant="default" onClick={() => form.insertListItem('lines', emptyLine())}>
          Add a line
        </Button>
        <Text fw={600} aria-live="polite">
          Total {totalOf(lines)}
        </Text>
      </Group>
    </Stack>
  );
}
