import { Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { formatDate } from '../../../../domain/dates/format';
import { DayInput } from '../../../components/day-input';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { dateIn } from '../../../lib/dates';
import { mutateThen } from '../../../lib/mutate-then';
import { useZone } from '../../../lib/session';
import { useLocations } from '../../calendars/api';
import { usePreviewChecklist } from '../api';
import { bodyOf, type ChecklistForm } from '../checklist-form';
import { OWNER_WORDS } from '../words';

function Dates({ form, dates }: { form: ChecklistForm; dates: string[] }) {
  const rows = form.values.items
    .map(({ title, ownerRole }, index) => ({ title, ownerRole, due: dates[index] ?? '' }))
    .sort((one, other) => one.due.localeCompare(other.due));
  return (
    <ScrollTable label="When tasks are due" head={['Due', 'Task', 'Whose']}>
      {rows.map(({ title, ownerRole, due }, index) => (
        <Table.Tr key={index}>
          <Table.Td>{formatDate(due)}</Table.Td>
          <Table.Td>{title}</Table.Td>
          <Table.Td>{OWNER_WORDS[ownerRole]}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** When the tasks of the form would be due for a person who starts, or leaves, on a day. */
export function ChecklistPreview({ form }: { form: ChecklistForm }) {
  const [dayZero, setDayZero] = useState(dateIn(useZone()));
  const [locationId, setLocationId] = useState<string | null>(form.values.forLocationId);
  // What was previewed: dates of other tasks would only mislead.
  const [of, setOf] = useState('');
  const locations = useLocations().data ?? [];
  const preview = usePreviewChecklist();
  const offsets = bodyOf(form.values).items.map(({ offsetDays }) => offsetDays);
  const asked = JSON.stringify([dayZero, locationId, offsets]);
  const look = () => {
    if (form.validate().hasErrors) return;
    setOf(asked);
    mutateThen(preview, { dayZero, locationId, offsets }, {});
  };
  const joins = form.values.purpose === 'onboarding';
  return (
    <Section title="Preview">
      <Stack>
        <Group align="flex-end">
          <DayInput
            label={`For a person who ${joins ? 'starts' : 'leaves'} on`}
            value={dayZero}
            onChange={setDayZero}
          />
          <Select
            label="Where"
            placeholder="The default location"
            clearable
            clearButtonProps={{ 'aria-label': 'The default location' }}
            data={locations.map(({ id, name }) => ({ value: id, label: name }))}
            value={locationId}
            onChange={setLocationId}
          />
          <Button
            variant="default"
            loading={preview.isPending}
            disabled={dayZero === ''}
            onClick={look}
          >
            Show the dates
          </Button>
        </Group>
        {preview.error && (
          <Text size="sm" c="red.9" role="alert">
            {preview.error.message}
          </Text>
        )}
        {preview.data && of === asked && <Dates form={form} dates={preview.data.dates} />}
      </Stack>
    </Section>
  );
}
