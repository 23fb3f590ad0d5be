import { TextInput } from '@mantine/core';
import { readHours } from '../../../../domain/timesheets/hours';

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

/** Moves to the same day of the row above or below. */
function moveBy(input: HTMLInputElement, step: number): void {
  const { row = '', day = '' } = input.dataset;
  const next = document.querySelector<HTMLInputElement>(
    `input[data-row="${Number(row) + step}"][data-day="${day}"]`,
  );
  next?.focus();
  next?.select();
}

/** The time of a row on a day, as people type it; arrows and Enter go up and down. */
export function CellInput(props: {
  label: string;
  visibleLabel?: string;
  row: number;
  day: number;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const { label, visibleLabel, row, day, value, disabled, onChange } = props;
  return (
    <TextInput
      label={visibleLabel}
      aria-label={label}
      data-row={row}
      data-day={day}
      size="sm"
      inputMode="decimal"
      autoComplete="off"
      maxLength={5}
      placeholder="–"
      value={value}
      disabled={disabled}
      error={readHours(value) === undefined ? 'Use 7.5 or 7:30' : undefined}
      styles={{ input: { textAlign: 'right' } }}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (step === undefined) return;
        event.preventDefault();
        moveBy(event.currentTarget, step);
      }}
    />
  );
}
