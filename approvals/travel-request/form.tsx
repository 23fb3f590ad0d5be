import { Checkbox, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { TRAVEL_MODE_NAMES, TRAVEL_MODES } from '../../domain/travel/modes';
import type { MoneyWire } from '../../domain/wire/common';
import { DayInput } from '../../web/components/day-input';
import { LineEditor } from '../../web/components/line-editor';
import { MoneyField } from '../../web/components/money-field';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

interface Leg {
  date: string;
  from: string;
  to: string;
  mode: string | null;
}

const noAmount = { amount: '', currency: COMPANY_CURRENCY };
const modes = TRAVEL_MODES.map((value) => ({ value, label: TRAVEL_MODE_NAMES[value] }));

// The next leg starts where the last one ends.
const nextLeg = (legs: Leg[]): Leg => ({
  date: '',
  from: legs.at(-1)?.to ?? '',
  to: '',
  mode: null,
});

/** What an empty form holds: one leg to start with. */
export function initialValues(): FormValues {
  return {
    ...{ purpose: '', international: false, legs: [nextLeg([])] },
    ...{ estimate: noAmount, advance: noAmount },
  };
}

/** No advance is no member. */
export function toRequest({ advance, ...values }: FormValues): FormValues {
  return (advance as MoneyWire).amount === '' ? values : { ...values, advance };
}

function JourneyLeg({ form, leg, path }: KindFieldsProps & { leg: Leg; path: string }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <DayInput
        {...form.getInputProps(`${path}.date`)}
        label="Date"
        withAsterisk
        value={leg.date}
      />
      <Select
        label="Travels by"
        withAsterisk
        data={modes}
        {...form.getInputProps(`${path}.mode`)}
      />
      <TextInput label="From" withAsterisk {...form.getInputProps(`${path}.from`)} />
      <TextInput label="To" withAsterisk {...form.getInputProps(`${path}.to`)} />
    </SimpleGrid>
  );
}

/** Where to, leg by leg, and what it costs. */
export function Fields({ form }: KindFieldsProps) {
  const money = (path: string) => ({ form, path, value: form.values[path] as MoneyWire });
  return (
    <Stack>
      <Textarea label="Purpose" withAsterisk autosize {...form.getInputProps('purpose')} />
      <Checkbox
        label="Leaves the country"
        {...form.getInputProps('international', { type: 'checkbox' })}
      />
      <LineEditor form={form} path="legs" noun="Leg" emptyLine={nextLeg}>
        {(leg: Leg, path) => <JourneyLeg form={form} leg={leg} path={path} />}
      </LineEditor>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <MoneyField
          {...money('estimate')}
          label="Estimate"
          description="What all of it will cost"
          withAsterisk
        />
        <MoneyField
          {...money('advance')}
          label="Advance"
          description="What you need beforehand, if anything"
        />
      </SimpleGrid>
    </Stack>
  );
}
