import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { MAIL_STATUSES, type MailRow } from '../../../../domain/wire/admin';
import { AdminsOnly } from '../../../components/admins-only';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { StatusBadge } from '../../../components/status-badge';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { useMails } from '../api';

function MailTableRow({ mail }: { mail: MailRow }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/admin/mail/${mail.id}`} size="sm" fw={600}>
          {mail.subject ?? humanise(mail.template)}
        </Anchor>
        {mail.lastError && (
          <Text size="xs" c="var(--mantine-color-error)" lineClamp={1}>
            {mail.lastError}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{mail.toUser?.name ?? mail.to}</Table.Td>
      <Table.Td>
        <StatusBadge status={mail.status} />
      </Table.Td>
      <Table.Td>{mail.attempts}</Table.Td>
      <Table.Td>
        <RelativeTime at={mail.sentAt ?? mail.createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}

function Mails() {
  const { filters, setFilter } = useSearchFilters(['status', 'q'] as const);
  const pages = useMails(filters);
  return (
    <>
      <PageHeader
        title="Mail"
        actions={
          <>
            <Button
              variant="default"
              onClick={() => void pages.refetch()}
              loading={pages.isRefetching}
            >
              Refresh
            </Button>
            <Button variant="default" component={Link} to="/admin/mail/templates">
              Templates
            </Button>
            <Button variant="default" component={Link} to="/admin/mail/settings">
              Settings
            </Button>
          </>
        }
      />
      <Group mb="md" gap="sm" role="search" aria-label="Filter mails" align="flex-end">
        <SearchBox label="Search" value={filters.q} onSearch={(words) => setFilter('q', words)} />
        <ChoiceFilter
          label="State"
          all="Any state"
          data={MAIL_STATUSES.map((value) => ({ value, label: humanise(value) }))}
          value={filters.status}
          onChange={(value) => setFilter('status', value)}
        />
      </Group>
      <PageList pages={pages} empty={<EmptyState title="No mails here" />}>
        {(mails) => (
          <ScrollTable label="Mails" head={['Subject', 'To', 'State', 'Attempts', 'When']}>
            {mails.map((mail) => (
              <MailTableRow key={mail.id} mail={mail} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}

/** What was mailed, and what could not be. */
export function Component() {
  return (
    <AdminsOnly>
      <Mails />
    </AdminsOnly>
  );
}
