import { Checkbox, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { ACCRUAL_FREQUENCIES } from '../../../../domain/leave/accrual';
import type { Sandwich } from '../../../../domain/leave/working-days';
import { DayInput } from '../../../components/day-input';
import type { PolicyValues } from '../policy-form';
import { FREQUENCY_WORDS } from '../words';

type Form = UseFormReturnType<PolicyValues>;

const FREQUENCIES = ACCRUAL_FREQUENCIES.map((value) => {
  const words = FREQUENCY_WORDS[value];
  return { value, label: words.charAt(0).toUpperCase() + words.slice(1) };
});

const SANDWICH_CHOICES: { value: Sandwich; label: string }[] = [
  { value: 'none', label: 'Cost nothing' },
  { value: 'inner', label: 'Count within one request' },
  { value: 'linked', label: 'Count within and between requests' },
];

function Days({ form, name, label }: { form: Form; name: keyof PolicyValues; label: string }) {
  return <TextInput label={label} inputMode="decimal" {...form.getInputProps(name)} />;
}

function Giving({ form }: { form: Form }) {
  return (
    <>
      <DayInput
        label="Holds from"
        withAsterisk
        value={form.values.validFrom}
        error={form.errors.validFrom}
        onChange={(day) => form.setFieldValue('validFrom', day)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Days form={form} name="annualDays" label="Days a year" />
        <Select
          label="Given"
          data={FREQUENCIES}
          allowDeselect={false}
          {...form.getInputProps('frequency')}
        />
      </SimpleGrid>
      <Checkbox
        label="Who joins or leaves within a period gets their share of it"
        {...form.getInputProps('prorate', { type: 'checkbox' })}
      />
    </>
  );
}

function Carrying({ form }: { form: Form }) {
  return (
    <>
      <Checkbox
        label="All that is left runs on from year to year"
        {...form.getInputProps('runsOn', { type: 'checkbox' })}
      />
      {!form.values.runsOn && (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Days form={form} name="carryMaxDays" label="Most days carried" />
          <NumberInput
            label="Usable for months"
            min={0}
            max={12}
            {...form.getInputProps('carryMonths')}
          />
          <NumberInput label="and days" min={0} max={366} {...form.getInputProps('carryDays')} />
        </SimpleGrid>
      )}
    </>
  );
}

/** What a version says. */
export function PolicyFields({ form }: { form: Form }) {
  return (
    <Stack>
      <Giving form={form} />
      <Carrying form={form} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Days form={form} name="overdraftDays" label="Days below zero" />
        <Days form={form} name="encashMaxDays" label="Paid out a year" />
        <Days form={form} name="encashReserveDays" label="Kept when paying" />
      </SimpleGrid>
      <Select
        label="Weekends and holidays that leave surrounds"
        data={SANDWICH_CHOICES}
        allowDeselect={false}
        {...form.getInputProps('sandwich')}
      />
    </Stack>
  );
}
