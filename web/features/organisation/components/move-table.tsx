import { Anchor, Button, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { PlannedMove } from '../../../../domain/wire/planned-moves';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { useCancelMove } from '../move-api';

const NAMES = {
  manager: 'Reports to',
  department: 'Department',
  location: 'Location',
  grade: 'Grade',
} as const;

function sayChanges({ changes }: PlannedMove): string {
  return (Object.keys(NAMES) as (keyof typeof NAMES)[])
    .filter((name) => changes[name] !== undefined)
    .map((name) => {
      const to = changes[name];
      const word = to === null || to === undefined ? 'none' : typeof to === 'string' ? to : to.name;
      return `${NAMES[name]}: ${word}`;
    })
    .join(', ');
}

function Cancel({ move }: { move: PlannedMove }) {
  const cancel = useCancelMove(move);
  const what = `${move.person.name}, ${formatDate(move.effectiveOn)}`;
  return (
    <Button
      size="xs"
      variant="light"
      loading={cancel.isPending}
      aria-label={`Cancel: ${what}`}
      onClick={() =>
        mutateThen(cancel, undefined, {
          onSuccess: () => notifications.show({ color: 'green', message: 'Cancelled' }),
          onError: ({ message }) => notifications.show({ color: 'red', message }),
        })
      }
    >
      Cancel
    </Button>
  );
}

function Row({ move, named }: { move: PlannedMove; named: boolean }) {
  return (
    <Table.Tr>
      {named && (
        <Table.Td>
          <Anchor component={Link} to={`/people/${move.person.id}`} size="sm" fw={600}>
            {move.person.name}
          </Anchor>
        </Table.Td>
      )}
      <Table.Td>{formatDate(move.effectiveOn)}</Table.Td>
      <Table.Td miw={180}>{sayChanges(move)}</Table.Td>
      <Table.Td>{move.plannedBy.name}</Table.Td>
      <Table.Td>
        <StatusBadge status={move.state} />
        {move.refusal && (
          <Text size="xs" c="dimmed">
            {move.refusal}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{move.state === 'planned' && <Cancel move={move} />}</Table.Td>
    </Table.Tr>
  );
}

/** Planned changes in a table; of one person, or with whom they are of. */
export function MoveTable({ moves, named }: { moves: PlannedMove[]; named: boolean }) {
  const head = ['From', 'Change', 'Planned by', 'State', 'Cancel'];
  return (
    <ScrollTable label="Planned changes" head={named ? ['Person', ...head] : head}>
      {moves.map((move) => (
        <Row key={move.id} move={move} named={named} />
      ))}
    </ScrollTable>
  );
}
