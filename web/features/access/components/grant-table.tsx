import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { nameResources } from '../../../../domain/access/grants';
import { formatDate } from '../../../../domain/dates/format';
import type { AccessGrant } from '../../../../domain/wire/access-grants';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { useRevokeAccess } from '../api';

function Uses({ grant }: { grant: AccessGrant }) {
  if (grant.lastUsedAt === null) return 'Not yet';
  return (
    <>
      {grant.used === 1 ? 'Once' : `${grant.used} times`}, last{' '}
      <RelativeTime at={grant.lastUsedAt} />
    </>
  );
}

function GivenBy({ grant }: { grant: AccessGrant }) {
  const name = grant.grantedBy?.name ?? 'Nobody';
  if (grant.approvalId === null) return name;
  return (
    <Anchor component={Link} to={`/approvals/${grant.approvalId}`} size="sm">
      {name}, by request
    </Anchor>
  );
}

function GrantRow({ grant, named }: { grant: AccessGrant; named: boolean }) {
  const revoke = useRevokeAccess();
  return (
    <Table.Tr>
      {named && <Table.Td>{grant.person.name}</Table.Td>}
      <Table.Td>{grant.department.name}</Table.Td>
      <Table.Td>{nameResources(grant.resources)}</Table.Td>
      <Table.Td>{grant.reason}</Table.Td>
      <Table.Td>{formatDate(grant.until)}</Table.Td>
      <Table.Td>
        <GivenBy grant={grant} />
      </Table.Td>
      <Table.Td>
        <Uses grant={grant} />
      </Table.Td>
      <Table.Td>
        {grant.mayRevoke ? (
          <Stack gap={4}>
            <Button
              variant="default"
              size="xs"
              loading={revoke.isPending}
              aria-label={`End the access of ${grant.person.name} to ${grant.department.name}`}
              onClick={() => revoke.mutate(grant.id)}
            >
              End
            </Button>
            {revoke.error && (
              <Text size="xs" c="var(--mantine-color-error)" role="alert">
                {revoke.error.message}
              </Text>
            )}
          </Stack>
        ) : (
          <StatusBadge status={grant.state} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Grants, one a line; `named` says whose they are. */
export function GrantTable(props: { grants: AccessGrant[]; label: string; named: boolean }) {
  const head = ['Department', 'To look at', 'Reason', 'Until', 'Given by', 'Used', 'State'];
  return (
    <ScrollTable label={props.label} head={props.named ? ['Person', ...head] : head}>
      {props.grants.map((grant) => (
        <GrantRow key={grant.id} grant={grant} named={props.named} />
      ))}
    </ScrollTable>
  );
}
