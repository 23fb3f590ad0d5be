import { Alert, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { DayInput } from '../../web/components/day-input';
import { PersonPicker } from '../../web/components/person-picker';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

/** What an empty form holds; links bring the person along. */
export function initialValues(search: URLSearchParams): FormValues {
  const personId = search.get('person');
  return { personId, outcome: 'confirm', until: '', lastDay: '', reason: '' };
}

/** Only an extension has an end, only an end a last day. */
export function toRequest(values: FormValues): FormValues {
  const { personId, outcome, until, lastDay, reason } = values;
  return {
    ...{ personId, outcome, reason },
    ...(outcome === 'extend' ? { until } : {}),
    ...(outcome === 'end' ? { lastDay } : {}),
  };
}

function Day({ form }: KindFieldsProps) {
  if (form.values.outcome === 'confirm') return null;
  const name = form.values.outcome === 'extend' ? 'until' : 'lastDay';
  return (
    <DayInput
      {...form.getInputProps(name)}
      label={name === 'until' ? 'Extended until' : 'Last day'}
      description={name === 'until' ? 'A probation is extended once at most' : undefined}
      withAsterisk
      value={form.values[name] as string}
    />
  );
}

/** Whose probation, what it comes to and why. */
export function Fields({ form }: KindFieldsProps) {
  return (
    <Stack>
      <PersonPicker
        label="Person"
        withAsterisk
        {...form.getInputProps('personId')}
        value={form.values.personId as string | null}
      />
      <SegmentedControl
        aria-label="Outcome"
        data={[
          { value: 'confirm', label: 'Confirm' },
          { value: 'extend', label: 'Extend' },
          { value: 'end', label: 'End' },
        ]}
        {...form.getInputProps('outcome')}
      />
      {form.errors.outcome && (
        <Alert color="red" variant="outline" role="alert">
          {form.errors.outcome}
        </Alert>
      )}
      <Day form={form} />
      <Textarea
        label="Reason"
        description="HR reads it"
        withAsterisk
        autosize
        {...form.getInputProps('reason')}
      />
    </Stack>
  );
}
