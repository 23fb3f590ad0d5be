import { Button, Group, NumberInput, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { WatchDraft } from '../../../../domain/wire/go-live-watch';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useReport } from '../api';

const STATES = [
  { value: 'good', label: 'Good' },
  { value: 'watch', label: 'To be watched' },
  { value: 'trouble', label: 'In trouble' },
];
const DECISIONS = [
  { value: 'keep', label: 'It stays live' },
  { value: 'roll-back', label: 'Roll it back' },
];

const EMPTY: WatchDraft = { state: 'good', openIncidents: 0, note: '', decision: 'keep' };

/** Says how it does since its go-live, and whether it stays. */
export function ReportForm({ projectId }: { projectId: string }) {
  const report = useReport(projectId);
  const form = useForm<WatchDraft>({ initialValues: EMPTY });
  const goesBack = form.values.decision === 'roll-back';
  const give = form.onSubmit((values) =>
    mutateThen(
      report,
      { ...values, openIncidents: Number(values.openIncidents) },
      {
        onSuccess: () => form.reset(),
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={give} noValidate aria-label="Check-in">
      <Stack gap="sm">
        <FormProblem title="Not saved" problem={report.error} />
        <SegmentedControl aria-label="How it does" data={STATES} {...form.getInputProps('state')} />
        <NumberInput
          label="Open incidents"
          min={0}
          max={999}
          allowDecimal={false}
          maw={160}
          {...form.getInputProps('openIncidents')}
        />
        <Textarea
          label="Note"
          description="What is wrong, and what is done about it"
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('note')}
        />
        <SegmentedControl
          aria-label="What is decided"
          data={DECISIONS}
          {...form.getInputProps('decision')}
        />
        {goesBack && (
          <Text size="sm">
            The watch ends, the project is not live any more, and whoever signed is told.
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" color={goesBack ? 'red' : undefined} loading={report.isPending}>
            {goesBack ? 'Roll back now' : 'Give the check-in'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
