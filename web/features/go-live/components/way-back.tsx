import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { formatDate } from '../../../../domain/dates/format';
import type { ReadinessWire } from '../../../../domain/wire/readiness';
import { DayInput } from '../../../components/day-input';
import { FactList } from '../../../components/fact-list';
import { toFormErrors } from '../../../components/field-errors';
import { dateIn } from '../../../lib/dates';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe, useZone } from '../../../lib/session';
import { useRecordDrill } from '../api';

type Drill = ReadinessWire['drills'][number];

function DrillForm({ projectId }: { projectId: string }) {
  const today = dateIn(useZone());
  const record = useRecordDrill(projectId);
  const form = useForm({
    initialValues: { drilledOn: today, minutes: 30 as number | string, passed: true, notes: '' },
  });
  const save = form.onSubmit((values) =>
    mutateThen(
      record,
      { ...values, minutes: Number(values.minutes) },
      {
        onSuccess: () => form.reset(),
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Group align="flex-end" gap="xs">
        <DayInput
          label="Drilled on"
          value={form.values.drilledOn}
          error={form.errors.drilledOn}
          onChange={(day) => form.setFieldValue('drilledOn', day)}
        />
        <NumberInput label="Minutes it took" min={1} maw={140} {...form.getInputProps('minutes')} />
        <TextInput label="Notes" maxLength={1000} {...form.getInputProps('notes')} />
        <Checkbox
          label="It worked"
          pb={8}
          {...form.getInputProps('passed', { type: 'checkbox' })}
        />
        <Button type="submit" variant="default" loading={record.isPending}>
          Record the drill
        </Button>
      </Group>
    </form>
  );
}

function sayDrill({ drilledOn, minutes, passed, notes, isCurrent, recordedBy }: Drill): string {
  const how = passed ? `worked in ${minutes} min` : 'failed';
  const outdated = isCurrent ? '' : ' The way back was written anew since.';
  return `${formatDate(drilledOn)}: ${how} (${recordedBy.name}).${notes ? ` ${notes}.` : ''}${outdated}`;
}

/** How one would go back, and the times it was tried. */
export function WayBack({ readiness, isOpen }: { readiness: ReadinessWire; isOpen: boolean }) {
  const me = useMe();
  const { rollback, drills, mayEdit, project } = readiness;
  if (!rollback) return <Text size="sm">Nobody has written it down yet.</Text>;
  const facts = [
    { label: 'When', value: rollback.trigger },
    { label: 'How', value: rollback.steps },
    { label: 'May take', value: `${rollback.minutes} minutes` },
    { label: 'Owner', value: rollback.owner.name },
  ];
  return (
    <Stack gap="sm">
      <FactList facts={facts} />
      <Text size="sm" fw={600}>
        Drills
      </Text>
      {drills.length === 0 && <Text size="sm">None yet.</Text>}
      {drills.map((drill) => (
        <Text key={drill.recordedAt} size="sm" c={drill.isCurrent ? undefined : 'dimmed'}>
          {sayDrill(drill)}
        </Text>
      ))}
      {isOpen && (mayEdit || rollback.owner.id === me.id) && <DrillForm projectId={project.id} />}
    </Stack>
  );
}
