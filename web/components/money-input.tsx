import { TextInput, type TextInputProps } from '@mantine/core';
import type { MoneyWire } from '../../domain/wire/common';

const SYMBOLS: Record<string, string> = { INR: '₹', USD: '$', EUR: '€', GBP: '£' };

// What people paste: spaces, grouping commas, the sign. The amount stays text.
const clean = (text: string) => text.replace(/[^\d.-]/g, '');

/** An amount, exact to the last digit: text from the key to the database. */
export function MoneyInput(
  props: Omit<TextInputProps, 'value' | 'onChange'> & {
    value: MoneyWire;
    onChange: (value: MoneyWire) => void;
  },
) {
  const { value, onChange, ...rest } = props;
  return (
    <TextInput
      {...rest}
      value={value.amount}
      inputMode="decimal"
      autoComplete="off"
      placeholder="0.00"
      leftSection={<span aria-hidden>{SYMBOLS[value.currency] ?? value.currency}</span>}
      onChange={(event) => onChange({ ...value, amount: clean(event.currentTarget.value) })}
    />
  );
}
