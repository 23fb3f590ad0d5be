import { Checkbox, MultiSelect, Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { LEAVE_COLOURS } from '../../../../domain/leave/leave-types';
import type { LeaveTypeWire } from '../../../../domain/wire/leave-types';
import { useLocations } from '../../calendars/api';
import type { TypeValues } from '../type-form';

const COLOURS = LEAVE_COLOURS.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

interface Props {
  form: UseFormReturnType<TypeValues>;
  /** The type that is changed; undefined for a new one. */
  type: LeaveTypeWire | undefined;
}

function Nature({ form, type }: Props) {
  const stays = type?.builtIn ?? false;
  const box = (name: 'needsBalance' | 'paid' | 'halfDays') =>
    form.getInputProps(name, { type: 'checkbox' });
  return (
    <>
      <TextInput
        label="Name"
        withAsterisk
        disabled={stays}
        description={stays ? 'It comes with NETRA and keeps its name' : undefined}
        {...form.getInputProps('name')}
      />
      <Checkbox
        label="Drawn from a balance"
        description="A leave policy or HR gives the balance. This never changes."
        disabled={type !== undefined}
        {...box('needsBalance')}
      />
      <Checkbox label="Paid" disabled={stays} {...box('paid')} />
      <Checkbox label="Half days can be asked for" disabled={stays} {...box('halfDays')} />
    </>
  );
}

function Eligibility({ form }: Props) {
  const { data: locations = [] } = useLocations();
  return (
    <>
      <MultiSelect
        label="For people of"
        placeholder={form.values.locationIds.length === 0 ? 'Every place' : undefined}
        data={locations.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('locationIds')}
      />
      <TagsInput
        label="For grades"
        description="Press Enter after each"
        placeholder={form.values.grades.length === 0 ? 'Every grade' : undefined}
        {...form.getInputProps('grades')}
      />
    </>
  );
}

/** What a type of leave is, whom it is for and what it asks for. */
export function TypeFields(props: Props) {
  const { form } = props;
  return (
    <>
      <Nature {...props} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Document above"
          description="Working days; empty: never needed"
          inputMode="numeric"
          {...form.getInputProps('documentAfterDays')}
        />
        <TextInput
          label="After months here"
          description="Empty: from the first day"
          inputMode="numeric"
          {...form.getInputProps('monthsEmployed')}
        />
      </SimpleGrid>
      <Eligibility {...props} />
      <Select
        label="Colour"
        data={COLOURS}
        allowDeselect={false}
        {...form.getInputProps('colour')}
      />
    </>
  );
}
