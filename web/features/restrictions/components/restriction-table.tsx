import { Anchor, Badge, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RestrictionWire } from '../../../../domain/wire/restrictions';
import { ScrollTable } from '../../../components/scroll-table';
import { formatInstant } from '../../../lib/dates';
import { useMe, useZone } from '../../../lib/session';
import { LiftButton } from './lift-button';

const thingsOf = ({ chat, assistant }: RestrictionWire): string =>
  [...(chat ? ['Chat'] : []), ...(assistant ? ['Assistant'] : [])].join(', ');

function Reason({ text }: { text: string }) {
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {text}
    </Text>
  );
}

function Ending({ restriction }: { restriction: RestrictionWire }) {
  const zone = useZone();
  const { ended, until } = restriction;
  if (!ended) return <>{until ? formatInstant(until, zone) : 'When it is lifted'}</>;
  return (
    <>
      {formatInstant(ended.at, zone)}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {ended.by ? `Lifted by ${ended.by.name}: ${ended.reason ?? ''}` : 'Its time had come'}
      </Text>
    </>
  );
}

function Row({ restriction, named }: { restriction: RestrictionWire; named: boolean }) {
  const me = useMe();
  const zone = useZone();
  const { person, setBy, setAt, inForce } = restriction;
  return (
    <Table.Tr>
      {named && (
        <Table.Td>
          <Anchor component={Link} to={`/people/${person.id}`} size="sm" fw={600}>
            {person.name}
          </Anchor>
        </Table.Td>
      )}
      <Table.Td>{thingsOf(restriction)}</Table.Td>
      <Table.Td maw={320} miw={160}>
        <Reason text={restriction.reason} />
      </Table.Td>
      <Table.Td miw={150}>
        <Ending restriction={restriction} />
      </Table.Td>
      <Table.Td miw={150}>
        {formatInstant(setAt, zone)}
        <Text size="xs" c="dimmed">
          {setBy.name}
        </Text>
      </Table.Td>
      <Table.Td>
        {!inForce && (
          <Badge variant="outline" color="gray">
            Over
          </Badge>
        )}
        {inForce && person.id !== me.id && <LiftButton restriction={restriction} />}
      </Table.Td>
    </Table.Tr>
  );
}

/** Restrictions in a table; of one person, or with whom they are of. */
export function RestrictionTable(props: { restrictions: RestrictionWire[]; named: boolean }) {
  const head = ['From', 'Reason', 'Until', 'Set', 'Lift'];
  return (
    <ScrollTable
      label={props.named ? 'Who is restricted' : 'Restrictions so far'}
      head={props.named ? ['Person', ...head] : head}
    >
      {props.restrictions.map((restriction) => (
        <Row key={restriction.id} restriction={restriction} named={props.named} />
      ))}
    </ScrollTable>
  );
}
