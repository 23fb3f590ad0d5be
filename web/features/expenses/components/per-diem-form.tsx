import { Button, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import type { NewPerDiemRate } from '../../../../domain/wire/per-diem';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { MoneyInput } from '../../../components/money-input';
import { mutateThen } from '../../../lib/mutate-then';
import { useEnterPerDiemRate } from '../api';
import { ProblemNote } from '../../../components/problem-note';

const empty: NewPerDiemRate = {
  ...{ place: '', startsOn: '', rate: { amount: '', currency: COMPANY_CURRENCY } },
  ...{ edgePercent: 75, mealPercents: { breakfast: 20, lunch: 40, dinner: 40 } },
};

const percent = { min: 0, max: 100, allowDecimal: false, allowNegative: false, suffix: ' %' };

const SHARES = [
  { path: 'edgePercent', label: 'First and last day' },
  { path: 'mealPercents.breakfast', label: 'Less for breakfast' },
  { path: 'mealPercents.lunch', label: 'Less for lunch' },
  { path: 'mealPercents.dinner', label: 'Less for dinner' },
];

function useRateForm() {
  return useForm<NewPerDiemRate>({
    initialValues: empty,
    validate: {
      place: (place) => (place.trim() ? null : 'Name the place'),
      startsOn: (day) => (day ? null : 'Choose a day'),
      rate: ({ amount }) => (amount.trim() ? null : 'Say the amount'),
    },
  });
}

/** What a day away is worth at a place from a day on. */
export function PerDiemForm() {
  const enter = useEnterPerDiemRate();
  const form = useRateForm();
  const save = form.onSubmit((values) =>
    mutateThen(enter, values, {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The rate is entered' });
        form.reset();
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <ProblemNote title="Not entered" problem={enter.error} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput
            label="Place"
            placeholder="Pune, or India"
            withAsterisk
            {...form.getInputProps('place')}
          />
          <DayInput
            label="From"
            withAsterisk
            error={form.errors.startsOn}
            value={form.values.startsOn}
            onChange={(day) => form.setFieldValue('startsOn', day)}
          />
          <MoneyInput
            label={`A full day, in ${COMPANY_CURRENCY}`}
            withAsterisk
            value={form.values.rate}
            onChange={(rate) => form.setFieldValue('rate', rate)}
            error={form.errors['rate.amount'] ?? form.errors.rate}
          />
          {SHARES.map(({ path, label }) => (
            <NumberInput key={path} {...percent} label={label} {...form.getInputProps(path)} />
          ))}
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
