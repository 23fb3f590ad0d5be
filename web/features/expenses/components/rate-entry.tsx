import { Button, FileButton, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { CURRENCIES } from '../../../../domain/money/money';
import type { ImportedRates, NewExchangeRate } from '../../../../domain/wire/expenses';
import { CurrencyChoice } from '../../../components/currency-choice';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { mutateThen } from '../../../lib/mutate-then';
import { useEnterRate, useImportRates } from '../api';
import { ProblemNote } from '../../../components/problem-note';

const foreign = CURRENCIES.filter((code) => code !== COMPANY_CURRENCY);

/** The rate of one day. */
export function RateForm() {
  const enter = useEnterRate();
  const form = useForm<NewExchangeRate>({
    initialValues: { currency: 'USD', on: '', rate: '' },
    validate: {
      on: (day) => (day ? null : 'Choose a day'),
      rate: (rate) => (rate.trim() ? null : 'Say the rate'),
    },
  });
  const save = form.onSubmit((values) =>
    mutateThen(
      enter,
      { ...values, rate: values.rate.trim() },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: 'The rate is entered' });
          form.setFieldValue('rate', '');
        },
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <ProblemNote title="Not entered" problem={enter.error} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <CurrencyChoice among={foreign} {...form.getInputProps('currency')} />
          <DayInput
            label="Day"
            withAsterisk
            error={form.errors.on}
            value={form.values.on}
            onChange={(day) => form.setFieldValue('on', day)}
          />
          <TextInput
            label={`Worth in ${COMPANY_CURRENCY}`}
            placeholder="83.1275"
            withAsterisk
            inputMode="decimal"
            autoComplete="off"
            {...form.getInputProps('rate')}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={enter.isPending}>
            Enter the rate
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Outcome({ found, onTake }: { found: ImportedRates; onTake: () => void }) {
  const { dryRun, added, changed, unchanged } = found;
  return (
    <Group role="status">
      <Text size="sm">
        {dryRun ? 'In the file: ' : 'Entered: '}
        {added} new, {changed} changed, {unchanged} as they are.
      </Text>
      {dryRun && <Button onClick={onTake}>Enter them</Button>}
    </Group>
  );
}

/** The rates of a file: looked at first, then entered. */
export function RateFile() {
  const [csv, setCsv] = useState('');
  const take = useImportRates();
  const choose = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    setCsv(text);
    take.mutate({ csv: text, dryRun: true });
  };
  return (
    <Stack>
      <Text size="sm">
        A line for each rate: date, currency, rate. For example 2026-11-25,USD,83.1275
      </Text>
      <ProblemNote title="Nothing was entered" problem={take.error} />
      <Group>
        <FileButton accept=".csv,text/csv" onChange={(file) => void choose(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={take.isPending}>
              Choose a CSV file
            </Button>
          )}
        </FileButton>
      </Group>
      {take.data && (
        <Outcome found={take.data} onTake={() => take.mutate({ csv, dryRun: false })} />
      )}
    </Stack>
  );
}
