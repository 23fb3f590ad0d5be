import { Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { RequestLineWire } from '../../../../domain/wire/approvals';
import type { MoneyWire } from '../../../../domain/wire/common';
import {
  formatMoney,
  parseMoney,
  readMoney,
  sumMoney,
  type Money,
} from '../../../../domain/money/money';
import { MoneyInput } from '../../../components/money-input';

interface Amount {
  line: RequestLineWire;
  value: MoneyWire;
}

function problemOf({ line, value }: Amount): string | undefined {
  const money = readMoney(value);
  const left = parseMoney(line.left);
  if ('member' in money) return money.message;
  if (money.minor < 0n) return 'Must not be less than zero';
  return money.minor > left.minor ? `At most ${formatMoney(left)} is left` : undefined;
}

const readable = (value: MoneyWire): Money[] => {
  const money = readMoney(value);
  return 'member' in money ? [] : [money];
};

/** An amount for each line, at first all that is left of it. */
export function useLineAmounts(lines: RequestLineWire[]) {
  const [values, setValues] = useState<Record<string, MoneyWire>>({});
  const amounts = lines.map((line): Amount => ({ line, value: values[line.key] ?? line.left }));
  const currency = lines[0]?.left.currency ?? 'INR';
  const sum = (wires: MoneyWire[]) => sumMoney(wires.flatMap(readable), currency);
  const total = sum(amounts.map(({ value }) => value));
  const left = sum(lines.map((line) => line.left));
  const wrong = amounts.some((amount) => problemOf(amount) !== undefined);
  const useless =
    total.minor === 0n
      ? 'Nothing would be approved: reject it instead.'
      : total.minor === left.minor
        ? 'Nothing is cut: enter less for a line, or approve it as it is.'
        : undefined;
  return {
    amounts,
    total,
    left,
    set: (key: string, value: MoneyWire) => setValues({ ...values, [key]: value }),
    useless: wrong ? undefined : useless,
    problem: wrong || useless !== undefined,
    lines: amounts.map(({ line, value }) => ({ key: line.key, amount: value })),
  };
}

/** What is approved of each line, and what that comes to. */
export function LineAmounts(props: { amounts: ReturnType<typeof useLineAmounts>; tried: boolean }) {
  const { amounts, total, left, set, useless } = props.amounts;
  return (
    <Stack gap="sm">
      {amounts.map(({ line, value }, index) => (
        <Group key={line.key} wrap="nowrap" align="flex-start" justify="space-between" gap="sm">
          <Stack gap={0} miw={0}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {line.label}
            </Text>
            <Text size="xs" c="dimmed">
              {line.left.amount === line.amount.amount
                ? `${formatMoney(parseMoney(line.amount))} asked`
                : `${formatMoney(parseMoney(line.left))} left of ${formatMoney(parseMoney(line.amount))}`}
            </Text>
          </Stack>
          <MoneyInput
            w={150}
            style={{ flexShrink: 0 }}
            data-autofocus={index === 0 || undefined}
            aria-label={`Approve of ${line.label}`}
            value={value}
            error={problemOf({ line, value })}
            onChange={(amount) => set(line.key, amount)}
          />
        </Group>
      ))}
      <Text fw={600} aria-live="polite" ta="right">
        {formatMoney(total)} of {formatMoney(left)}
      </Text>
      {props.tried && useless && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {useless}
        </Text>
      )}
    </Stack>
  );
}
