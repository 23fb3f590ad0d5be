import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LeaveBlockWire } from '../../../../domain/wire/leave-blocks';
import { PersonPicker } from '../../../components/person-picker';
import { ProblemNote } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useLetOff, useTakeBack } from '../api';

/** Who may take leave on these days all the same, and why; for HR and admins. */
export function LetOff({ block }: { block: LeaveBlockWire }) {
  const [employeeId, setEmployeeId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const add = useLetOff(block.id);
  const takeBack = useTakeBack(block.id);
  const save = () => {
    if (!employeeId) return;
    mutateThen(
      add,
      { employeeId, reason },
      {
        onSuccess: () => {
          setEmployeeId(null);
          setReason('');
        },
      },
    );
  };
  return (
    <Stack gap="xs">
      <ProblemNote title="Not changed" problem={add.error ?? takeBack.error} />
      {block.letOff.length > 0 && (
        <List size="sm">
          {block.letOff.map(({ person, reason: why, by }) => (
            <List.Item key={person.id}>
              {person.name}: {why} <Text span size="xs" c="dimmed">{`(${by})`}</Text>{' '}
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Take back: ${person.name}`}
                onClick={() => takeBack.mutate(person.id)}
              >
                Take back
              </Button>
            </List.Item>
          ))}
        </List>
      )}
      <Group align="flex-end" gap="xs">
        <PersonPicker label="Let off" value={employeeId} onChange={setEmployeeId} />
        <TextInput
          label="Why they may"
          value={reason}
          maxLength={500}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={!employeeId || !reason.trim()}
          loading={add.isPending}
          onClick={save}
        >
          Let off
        </Button>
      </Group>
    </Stack>
  );
}
