import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../../components/problem-note';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { useChangeSettings } from '../api';

/** Switches the assistant off for everybody at once, and on again. */
export function KillSwitch({ isOn }: { isOn: boolean }) {
  const change = useChangeSettings();
  const [isSure, setSure] = useState(false);
  const set = (wanted: boolean) =>
    mutateThen(change, { isOn: wanted }, { onSuccess: () => setSure(false) });
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <StatusBadge status={isOn ? 'on' : 'off'} />
        <Text size="sm">
          {isOn
            ? 'Everybody who is not restricted may ask.'
            : 'Nobody gets an answer. What was asked before can still be read.'}
        </Text>
      </Group>
      <ProblemNote title="Not changed" problem={change.error} />
      <Group gap="xs">
        {!isOn && (
          <Button loading={change.isPending} onClick={() => set(true)}>
            Switch on
          </Button>
        )}
        {isOn && !isSure && (
          <Button variant="default" onClick={() => setSure(true)}>
            Switch off …
          </Button>
        )}
        {isOn && isSure && (
          <>
            <Button color="red.8" loading={change.isPending} onClick={() => set(false)}>
              Switch off for everybody
            </Button>
            <Button variant="default" onClick={() => setSure(false)}>
              Leave it on
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}
