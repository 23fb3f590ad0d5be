import { Anchor, Badge, Button, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { PolicyRow } from '../../../../domain/wire/policies';
import { AdminsOnly } from '../../../components/admins-only';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { usePolicies } from '../api';

function PolicyTableRow({ row }: { row: PolicyRow }) {
  const zone = useZone();
  const { version, effectiveFrom } = row.inForce;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Anchor component={Link} to={`/admin/policies/${row.kind}`} size="sm" fw={600}>
            {row.label}
          </Anchor>
          {row.hasDraft && <Badge variant="default">Draft</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        Version {version}
        <Text size="xs" c="dimmed">
          {effectiveFrom ? `since ${formatInstant(effectiveFrom, zone)}` : 'comes with the kind'}
        </Text>
      </Table.Td>
      <Table.Td>
        {row.scheduled.length === 0 && <Text size="sm">Nothing</Text>}
        {row.scheduled.map((next) => (
          <Text size="sm" key={next.version}>
            Version {next.version} from {formatInstant(next.effectiveFrom, zone)}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

function Policies() {
  const policies = usePolicies();
  return (
    <>
      <PageHeader
        title="Approval policies"
        description="Who signs which requests. A change is a new version; requests that run keep their plan."
        actions={
          <Button variant="default" component={Link} to="/admin/policies/groups">
            Groups
          </Button>
        }
      />
      <QueryView query={policies}>
        {(rows) => (
          <ScrollTable
            label="Approval policies"
            head={['Kind of request', 'In force', 'Scheduled']}
          >
            {rows.map((row) => (
              <PolicyTableRow key={row.kind} row={row} />
            ))}
          </ScrollTable>
        )}
      </QueryView>
    </>
  );
}

/** Every kind of request with the policy it is signed by. */
export function Component() {
  return (
    <AdminsOnly>
      <Policies />
    </AdminsOnly>
  );
}
