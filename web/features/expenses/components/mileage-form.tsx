import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { VEHICLE_NAMES, VEHICLES, type Vehicle } from '../../../../domain/expenses/mileage';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import type { NewMileageRate } from '../../../../domain/wire/mileage';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { mutateThen } from '../../../lib/mutate-then';
import { useEnterMileageRate } from '../api';
import { ProblemNote } from '../../../components/problem-note';

interface Values {
  vehicle: Vehicle;
  startsOn: string;
  rate: string;
  yearly: { aboveKm: string; rate: string };
}

const vehicles = VEHICLES.map((value) => ({ value, label: VEHICLE_NAMES[value] }));
const empty: Values = { vehicle: 'car', startsOn: '', rate: '', yearly: { aboveKm: '', rate: '' } };

function toRate({ vehicle, startsOn, rate, yearly }: Values): NewMileageRate {
  const aboveKm = Number(yearly.aboveKm);
  const falls = yearly.aboveKm.trim() !== '';
  return {
    ...{ vehicle, startsOn, rate: rate.trim() },
    ...(falls ? { yearly: { aboveKm, rate: yearly.rate.trim() } } : {}),
  };
}

function useRateForm() {
  return useForm<Values>({
    initialValues: empty,
    validate: {
      startsOn: (day) => (day ? null : 'Choose a day'),
      rate: (rate) => (rate.trim() ? null : 'Say the rate'),
      yearly: {
        aboveKm: (text) => (/^\d*$/.test(text.trim()) ? null : 'Use whole kilometres'),
        rate: (rate, { yearly }) =>
          (rate.trim() === '') === (yearly.aboveKm.trim() === '')
            ? null
            : 'Say both, the kilometres and the rate above them, or neither',
      },
    },
  });
}

/** What a kilometre is worth from a day on. */
export function MileageForm() {
  const enter = useEnterMileageRate();
  const form = useRateForm();
  const save = form.onSubmit((values) =>
    mutateThen(enter, toRate(values), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The rate is entered' });
        form.reset();
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  const number = { inputMode: 'decimal', autoComplete: 'off' } as const;
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <ProblemNote title="Not entered" problem={enter.error} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Select
            label="Vehicle"
            data={vehicles}
            allowDeselect={false}
            {...form.getInputProps('vehicle')}
          />
          <DayInput
            label="From"
            withAsterisk
            error={form.errors.startsOn}
            value={form.values.startsOn}
            onChange={(day) => form.setFieldValue('startsOn', day)}
          />
          <TextInput
            {...number}
            label={`${COMPANY_CURRENCY} per km`}
            placeholder="12.50"
            withAsterisk
            {...form.getInputProps('rate')}
          />
          <TextInput
            {...number}
            label="Falls above, km a year"
            placeholder="15000"
            {...form.getInputProps('yearly.aboveKm')}
          />
          <TextInput
            {...number}
            label={`${COMPANY_CURRENCY} per km above it`}
            placeholder="8"
            {...form.getInputProps('yearly.rate')}
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
