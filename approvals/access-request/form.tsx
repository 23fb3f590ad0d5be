import { Stack, Textarea } from '@mantine/core';
import { LONGEST_GRANT_DAYS } from '../../domain/access/grants';
import { DayInput } from '../../web/components/day-input';
import { DepartmentPicker } from '../../web/components/department-picker';
import { ResourceChoice } from '../../web/components/resource-choice';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

/** What an empty form holds. */
export function initialValues(): FormValues {
  return { departmentId: null, resources: [], until: '', reason: '' };
}

/** Whose records, which, how long and what for. */
export function Fields({ form }: KindFieldsProps) {
  return (
    <Stack>
      <DepartmentPicker
        label="Department"
        description="With all that is below it. Whoever heads it signs"
        withAsterisk
        {...form.getInputProps('departmentId')}
      />
      <ResourceChoice {...form.getInputProps('resources')} />
      <DayInput
        label="Until"
        description={`At most ${LONGEST_GRANT_DAYS} days from today`}
        withAsterisk
        {...form.getInputProps('until')}
        value={form.values.until as string}
      />
      <Textarea
        label="Reason"
        description="What you need it for; whoever signs reads it"
        withAsterisk
        autosize
        {...form.getInputProps('reason')}
      />
    </Stack>
  );
}
