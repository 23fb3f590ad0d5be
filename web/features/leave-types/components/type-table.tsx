import { Alert, Button, Group, Table, Text } from '@mantine/core';
import type { LeaveTypeWire } from '../../../../domain/wire/leave-types';
import type { LocationWire } from '../../../../domain/wire/calendars';
import { LeaveTypeName } from '../../../components/leave-type-name';
import { ScrollTable } from '../../../components/scroll-table';
import { mutateThen } from '../../../lib/mutate-then';
import { count } from '../../../lib/text';
import { useLocations } from '../../calendars/api';
import { useEditLeaveType } from '../api';

/** Whom a type is for, in words. */
function audienceOf(type: LeaveTypeWire, locations: LocationWire[]): string {
  const places = locations.filter(({ id }) => type.locationIds.includes(id));
  const parts = [
    places.length > 0 && places.map(({ name }) => name).join(', '),
    type.grades.length > 0 && `grades ${type.grades.join(', ')}`,
    type.monthsEmployed > 0 && `after ${count(type.monthsEmployed, 'month')}`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join('; ') : 'Everybody';
}

function termsOf({ needsBalance, paid, halfDays, documentAfterDays }: LeaveTypeWire): string {
  return [
    paid ? 'Paid' : 'Unpaid',
    needsBalance ? 'from a balance' : 'without a balance',
    halfDays ? 'half days too' : 'whole days',
    ...(documentAfterDays === null
      ? []
      : [
          documentAfterDays === 0
            ? 'with a document'
            : `document above ${count(documentAfterDays, 'day')}`,
        ]),
  ].join(', ');
}

function Row(props: { type: LeaveTypeWire; locations: LocationWire[]; onEdit: () => void }) {
  const { type, locations, onEdit } = props;
  const change = useEditLeaveType(type.code);
  const retire = () => mutateThen(change, { retired: !type.retired }, {});
  return (
    <Table.Tr>
      <Table.Td>
        <LeaveTypeName code={type.code} />
        <Text size="xs" c="dimmed">
          {type.retired ? 'Retired' : type.code}
        </Text>
      </Table.Td>
      <Table.Td>{termsOf(type)}</Table.Td>
      <Table.Td>{audienceOf(type, locations)}</Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Change ${type.name}`}
            onClick={onEdit}
          >
            Change
          </Button>
          {!type.builtIn && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${type.retired ? 'Bring back' : 'Retire'} ${type.name}`}
              loading={change.isPending}
              onClick={retire}
            >
              {type.retired ? 'Bring back' : 'Retire'}
            </Button>
          )}
        </Group>
        {change.error && (
          <Alert color="red" variant="outline" role="alert" title="Not changed" mt="xs">
            {change.error.message}
          </Alert>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** The types of leave, what each asks for and whom it is for. */
export function TypeTable(props: { types: LeaveTypeWire[]; onEdit: (code: string) => void }) {
  const { data: locations = [] } = useLocations();
  return (
    <ScrollTable label="Types of leave" head={['Type', 'Terms', 'For', 'Change']}>
      {props.types.map((type) => (
        <Row
          key={type.code}
          type={type}
          locations={locations}
          onEdit={() => props.onEdit(type.code)}
        />
      ))}
    </ScrollTable>
  );
}
