import { TextInput } from '@mantine/core';

const MONTH = /^\d{4}-\d{2}$/;

/** Chooses a month, "2026-11"; what is no month yet changes nothing. */
export function MonthField(props: { month: string; onChoose: (month: string) => void }) {
  return (
    <TextInput
      label="Month"
      type="month"
      value={props.month}
      onChange={({ currentTarget: { value } }) => MONTH.test(value) && props.onChoose(value)}
    />
  );
}
