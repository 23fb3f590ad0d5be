import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { REQUEST_STATUSES } from '../../../../domain/approvals/vocabulary';
import { dateIn } from '../../../../domain/dates/today';
import type { ExpenseClaimRow } from '../../../../domain/wire/records';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { NewRequestButton } from '../../../components/new-request-button';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { PersonName } from '../../../components/person-name';
import { RelativeTime } from '../../../components/relative-time';
import { StatusBadge } from '../../../components/status-badge';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { useSort } from '../../lists/use-sort';
import { ExpenseLinks } from '../components/expense-links';
import { sayDate } from '../../../lib/dates';
import { formatMoney } from '../../../lib/money';
import { keys } from '../../../lib/query-keys';
import { useZone } from '../../../lib/session';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { usePages } from '../../../lib/use-pages';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

function Payments({ claim: { payments = [], fromAdvances } }: { claim: ExpenseClaimRow }) {
  const t = useT();
  const zone = useZone();
  return (
    <>
      {fromAdvances && (
        <Text size="xs" c="dimmed">
          <MoneyText value={fromAdvances} /> {t('from an advance')}
        </Text>
      )}
      {payments.map(({ batch, status, amount, payOn, paidAt }) => (
        <Text key={batch} size="xs" c="dimmed" ta="right">
          <MoneyText value={amount} />{' '}
          {status === 'paid' && paidAt
            ? t('paid by {{batch}} on {{date}}', {
                ...{ batch, date: sayDate(dateIn(zone, new Date(paidAt))) },
              })
            : t('in {{batch}}, to be paid on {{date}}', { batch, date: sayDate(payOn) })}
        </Text>
      ))}
    </>
  );
}

function ClaimRow({ claim }: { claim: ExpenseClaimRow }) {
  const t = useT();
  const content = (
    <Group justify="space-between" wrap="nowrap" gap="sm" p="sm">
      <Stack gap={2} miw={0}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {claim.title}
        </Text>
        <Group gap="xs">
          <PersonName person={claim.employee} size="xs" />
          <Text size="sm" c="dimmed" component="span">
            <RelativeTime at={claim.createdAt} />
          </Text>
        </Group>
      </Stack>
      <Stack gap={4} align="flex-end">
        <Text size="sm" fw={600}>
          <MoneyText value={claim.total} />
        </Text>
        {claim.approved && claim.approved.amount !== claim.total.amount && (
          <Text size="xs" c="dimmed">
            {t('{{amount}} approved', { amount: formatMoney(claim.approved) })}
          </Text>
        )}
        <Payments claim={claim} />
        <Group gap={4} justify="flex-end">
          {claim.payment && <StatusBadge status={claim.payment} />}
          <StatusBadge status={claim.status} />
        </Group>
      </Stack>
    </Group>
  );
  return (
    <Paper withBorder style={{ overflow: 'hidden' }}>
      {claim.approvalId ? (
        <Link to={`/approvals/${claim.approvalId}`} className="row-card">
          {content}
        </Link>
      ) : (
        content
      )}
    </Paper>
  );
}

const CELLS: Cells<'expense-claims', ExpenseClaimRow> = {
  employee: ({ employee }) => employee.name,
  title: ({ title, approvalId }) =>
    approvalId ? (
      <Anchor component={Link} to={`/approvals/${approvalId}`} size="sm" fw={600}>
        {title}
      </Anchor>
    ) : (
      title
    ),
  claimed: ({ total }) => <MoneyText value={total} />,
  approved: ({ approved }) => approved && <MoneyText value={approved} />,
  currency: ({ total }) => total.currency,
  status: ({ status }) => <StatusBadge status={status} />,
  asked: ({ createdAt }) => <RelativeTime at={createdAt} />,
};

function StatusFilter(props: {
  status: string | undefined;
  onChange: (status: string | null) => void;
}) {
  const t = useT();
  const { status, onChange } = props;
  return (
    <ChoiceFilter
      label={t('Status')}
      all={t('Any status')}
      maw={220}
      mb="md"
      data={REQUEST_STATUSES.map((value) => ({
        value,
        label: translateIfKnown(humanise(value)),
      }))}
      value={status}
      onChange={onChange}
    />
  );
}

/** The claims I may see. */
export function Component() {
  const t = useT();
  const { filters, setFilter } = useSearchFilters(['status'] as const);
  const sort = useSort('expense-claims');
  const pages = usePages<ExpenseClaimRow>({
    key: keys.expenseClaims(filters.status ?? 'any'),
    path: '/expense-claims',
    query: { status: filters.status, limit: 30 },
    sort: sort.asked,
  });
  const columns = useColumns('expense-claims', null);
  return (
    <>
      <PageHeader
        title={t('Expenses')}
        actions={
          <>
            <ExportMenu
              list="expense-claims"
              filters={{ status: filters.status, cols: columns.cols, sort: sort.asked }}
            />
            <NewRequestButton to="/requests/new/expense-claim">{t('New claim')}</NewRequestButton>
          </>
        }
      />
      <ExpenseLinks />
      <ListTools columns={columns} />
      <StatusFilter status={filters.status} onChange={(value) => setFilter('status', value)} />
      <PageList pages={pages} empty={<EmptyState title={t('No claims here')} />}>
        {(claims) =>
          columns.shown ? (
            <ColumnTable
              list="expense-claims"
              label={t('Claims')}
              columns={columns.shown}
              cells={CELLS}
              sort={sort}
              rows={claims}
            />
          ) : (
            <Stack gap="xs">
              {claims.map((claim) => (
                <ClaimRow key={claim.id} claim={claim} />
              ))}
            </Stack>
          )
        }
      </PageList>
    </>
  );
}
