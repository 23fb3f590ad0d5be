import { Button, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type ReactNode } from 'react';
import { formatDateRange } from '../../../../domain/dates/format';
import type { DelegationWire } from '../../../../domain/wire/delegations';
import { PersonName } from '../../../components/person-name';
import { QueryView } from '../../../components/query-view';
import { StatusBadge } from '../../../components/status-badge';
import { kindLabel } from '../kind-label';
import { useDelegations, useRevokeDelegation } from '../api';

function whenOf({ startsOn, endsOn }: DelegationWire): string {
  return startsOn && endsOn ? formatDateRange(startsOn, endsOn) : 'During every approved leave';
}

function whatOf({ kinds }: DelegationWire): string {
  return kinds ? kinds.map(kindLabel).join(', ') : 'Requests of every kind';
}

function DelegationRow(props: {
  delegation: DelegationWire;
  side: 'from' | 'to';
  onEnd?: () => void;
}) {
  const { delegation, side, onEnd } = props;
  const other = side === 'from' ? delegation.to : delegation.from;
  const mayEnd = onEnd && (delegation.state === 'in-force' || delegation.state === 'waiting');
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Stack gap={4} miw={0}>
          <PersonName person={other} />
          <Text size="sm">{whenOf(delegation)}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {whatOf(delegation)}
            {delegation.reason && ` · ${delegation.reason}`}
            {delegation.createdBy.id !== delegation.from.id && ` · by ${delegation.createdBy.name}`}
          </Text>
        </Stack>
        <Stack gap="xs" align="flex-end" style={{ flexShrink: 0 }}>
          <StatusBadge status={delegation.state} />
          {mayEnd && (
            <Button
              variant="default"
              size="xs"
              onClick={onEnd}
              aria-label={`End: ${other.name}, ${whenOf(delegation)}`}
            >
              End
            </Button>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}

function EndModal(props: { delegation: DelegationWire | null; onClose: () => void }) {
  const { delegation, onClose } = props;
  const revoke = useRevokeDelegation();
  const end = () =>
    delegation &&
    revoke.mutate(delegation.id, {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'Ended' });
        onClose();
      },
    });
  return (
    <Modal opened={delegation !== null} onClose={onClose} title="End this substitute?">
      <Stack>
        <Text size="sm">
          {delegation?.to.name} no longer acts for {delegation?.from.name}. What they were asked in
          between and have not decided is taken from them.
        </Text>
        {revoke.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {revoke.error.message}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red.8" loading={revoke.isPending} onClick={end}>
            End
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Who acts for a person, which can be ended, or for whom they act. */
export function DelegationList(props: { personId: string; side: 'from' | 'to'; empty: ReactNode }) {
  const { personId, side } = props;
  const delegations = useDelegations(personId, side);
  const [ending, setEnding] = useState<DelegationWire | null>(null);
  return (
    <QueryView query={delegations}>
      {(items) =>
        items.length === 0 ? (
          props.empty
        ) : (
          <>
            <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.map((delegation) => (
                <DelegationRow
                  key={delegation.id}
                  delegation={delegation}
                  side={side}
                  onEnd={side === 'from' ? () => setEnding(delegation) : undefined}
                />
              ))}
            </Stack>
            <EndModal delegation={ending} onClose={() => setEnding(null)} />
          </>
        )
      }
    </QueryView>
  );
}
