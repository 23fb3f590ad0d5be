import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { formatDate } from '../../../../domain/dates/format';
import type { LeaveYearWire } from '../../../../domain/wire/leave-years';
import { DayInput } from '../../../components/day-input';
import { FormProblem } from '../../../components/problem-note';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { isAtWork, useSetLeaveYear } from '../api';

function sentence({ year, keptUntil, lastDay, paysOut }: LeaveYearWire): string {
  const what = paysOut
    ? 'What cannot be carried is paid out as far as the policies allow, and the rest is lost.'
    : 'What cannot be carried is lost.';
  return keptUntil
    ? `${what} The year waits for a run until ${formatDate(keptUntil)}, but for people who ask for leave or whose balance is changed before.`
    : `${what} ${year} ends by itself, within six hours of ${formatDate(lastDay)}.`;
}

/** How a year ends, for HR to say. */
export function YearSettings({ year }: { year: LeaveYearWire }) {
  const [paysOut, setPaysOut] = useState(year.paysOut);
  const [keptUntil, setKeptUntil] = useState(year.keptUntil ?? '');
  const change = useSetLeaveYear(year.year);
  const save = () =>
    mutateThen(
      change,
      { paysOut, keptUntil: keptUntil || null },
      { onSuccess: () => notifications.show({ color: 'green', message: 'Saved' }) },
    );
  const problem = change.error;
  return (
    <Section title={`How ${year.year} ends`}>
      <Stack gap="sm">
        <FormProblem title="Not saved" problem={problem} />
        <Text size="sm">{sentence(year)}</Text>
        <Checkbox
          label="Pay out what would be lost, as far as the policies allow"
          checked={paysOut}
          onChange={(event) => setPaysOut(event.currentTarget.checked)}
        />
        <Group align="flex-end" gap="xs">
          <DayInput
            label="Wait for a run until"
            description={`A day of ${year.year + 1}; empty, and it ends by itself`}
            value={keptUntil}
            onChange={setKeptUntil}
            error={problem?.errors.find(({ path }) => path === 'keptUntil')?.message}
          />
          <Button
            variant="default"
            loading={change.isPending}
            disabled={isAtWork(year.run)}
            onClick={save}
          >
            Save how it ends
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
