import { Table } from '@mantine/core';
import type { Membership } from '../../../../domain/wire/chat-audit';
import { ScrollTable } from '../../../components/scroll-table';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';

/** Who was in a conversation from when to when. */
export function MembershipTable({ membership }: { membership: Membership[] }) {
  const zone = useZone();
  const by = (actor: { id: string; name: string }, person: { id: string }) =>
    actor.id === person.id ? '' : ` by ${actor.name}`;
  return (
    <ScrollTable label="Who was in it, and when" head={['Who', 'Came', 'Left']}>
      {membership.map(({ person, joinedAt, joinedBy, leftAt, leftBy }) => (
        <Table.Tr key={`${person.id} ${joinedAt}`}>
          <Table.Td>{person.name}</Table.Td>
          <Table.Td>
            {formatInstant(joinedAt, zone)}
            {by(joinedBy, person)}
          </Table.Td>
          <Table.Td>
            {leftAt ? `${formatInstant(leftAt, zone)}${leftBy ? by(leftBy, person) : ''}` : '–'}
          </Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}
