import { Button, Group, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { formatDate } from '../../../../domain/dates/format';
import { ACTIVITY_KINDS, type DealWire, type NewActivity } from '../../../../domain/wire/deals';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem, ProblemNote } from '../../../components/problem-note';
import { RelativeTime } from '../../../components/relative-time';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { humanise } from '../../../lib/text';
import { useFinish, useNote } from '../api';

type Activity = DealWire['activities'][number];

const kinds = ACTIVITY_KINDS.map((value) => ({ value, label: humanise(value) }));

function NoteForm({ dealId }: { dealId: string }) {
  const note = useNote(dealId);
  const form = useForm({
    initialValues: { kind: 'note' as NewActivity['kind'], text: '', dueOn: '' },
    validate: { text: (text) => (text.trim() ? null : 'Write something') },
  });
  const save = form.onSubmit(({ dueOn, ...activity }) =>
    mutateThen(
      note,
      { ...activity, dueOn: dueOn || undefined },
      {
        onSuccess: () => form.reset(),
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <FormProblem title="Not noted" problem={note.error} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select label="Kind" allowDeselect={false} data={kinds} {...form.getInputProps('kind')} />
          <DayInput
            label="To be done on"
            description="Leave it empty for what has happened"
            value={form.values.dueOn}
            error={form.errors.dueOn}
            onChange={(day) => form.setFieldValue('dueOn', day)}
          />
        </SimpleGrid>
        <Textarea label="What" withAsterisk autosize minRows={2} {...form.getInputProps('text')} />
        <Group>
          <Button type="submit" variant="default" loading={note.isPending}>
            Note it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function stateOf({ dueOn, doneAt }: Activity): string | null {
  if (doneAt !== null) return 'done';
  return dueOn === null ? null : `to be done on ${formatDate(dueOn)}`;
}

function ActivityItem(props: { dealId: string; activity: Activity; mayNote: boolean }) {
  const { dealId, activity, mayNote } = props;
  const finish = useFinish(dealId);
  const isPlanned = activity.dueOn !== null && activity.doneAt === null;
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <Stack gap={0} miw={0}>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {activity.text}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {[humanise(activity.kind), activity.author.name, stateOf(activity)]
            .filter(Boolean)
            .join(', ')}
          , <RelativeTime at={activity.createdAt} />
        </Text>
        <ProblemNote title="Not changed" problem={finish.error} />
      </Stack>
      {mayNote && isPlanned && (
        <Button
          size="xs"
          variant="default"
          loading={finish.isPending}
          onClick={() => finish.mutate(activity.id)}
        >
          Done
        </Button>
      )}
    </Group>
  );
}

/** What was done about a deal, and is to be done. */
export function Activities({ deal }: { deal: DealWire }) {
  return (
    <Section title="Activities">
      <Stack>
        {deal.may.note && <NoteForm dealId={deal.id} />}
        {deal.activities.length === 0 && (
          <Text size="sm" c="dimmed">
            Nothing noted yet
          </Text>
        )}
        {deal.activities.map((activity) => (
          <ActivityItem
            key={activity.id}
            dealId={deal.id}
            activity={activity}
            mayNote={deal.may.note}
          />
        ))}
      </Stack>
    </Section>
  );
}
