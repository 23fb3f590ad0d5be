import { Button, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { EXPENSE_CATEGORY_NAMES } from '../../../../domain/expenses/claims';
import { EXPENSE_RULE_NAMES } from '../../../../domain/expenses/policy';
import type { ExpensePolicyWire } from '../../../../domain/wire/expenses';
import { formatDate } from '../../../../domain/dates/format';
import { dateIn } from '../../../../domain/dates/today';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { holdsAny, useMe, useZone } from '../../../lib/session';
import { useExpensePolicies } from '../api';
import { ExpenseLinks } from '../components/expense-links';
import { PolicyModal } from '../components/policy-modal';

const isFor = ({ startsOn, until, replaced }: ExpensePolicyWire, day: string) =>
  !replaced && startsOn <= day && (until === null || day < until);

function whenOf({ startsOn, until, replaced }: ExpensePolicyWire): string {
  if (replaced) return `From ${formatDate(startsOn)}; replaced before it was used`;
  return until
    ? `Expenses from ${formatDate(startsOn)} until before ${formatDate(until)}`
    : `Expenses from ${formatDate(startsOn)}`;
}

function Rules({ version }: { version: ExpensePolicyWire }) {
  if (version.rules.length === 0) return <Text size="sm">No limits.</Text>;
  return (
    <ScrollTable
      label={`Rules of version ${version.number}`}
      head={['Category', 'Rule', 'Limit', 'When it is broken']}
    >
      {version.rules.map(({ category, rule, limit, days, strictness }) => (
        <Table.Tr key={`${category} ${rule}`}>
          <Table.Td>{EXPENSE_CATEGORY_NAMES[category]}</Table.Td>
          <Table.Td>{EXPENSE_RULE_NAMES[rule]}</Table.Td>
          <Table.Td>{limit ? <MoneyText value={limit} /> : `${days} days`}</Table.Td>
          <Table.Td>{strictness === 'hard' ? 'Refused' : 'Needs an exception'}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Version({ version, isNow }: { version: ExpensePolicyWire; isNow: boolean }) {
  return (
    <Section
      title={`Version ${version.number}`}
      actions={isNow && <StatusBadge status="in-force" />}
    >
      <Stack gap="xs">
        <Text size="sm">
          {whenOf(version)}. Set by {version.setBy.name}: {version.note}
        </Text>
        {!version.replaced && <Rules version={version} />}
      </Stack>
    </Section>
  );
}

function NewVersion({ from }: { from?: ExpensePolicyWire }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open}>New version</Button>
      {/* Made anew each time it is opened: it begins with the rules of the version of then. */}
      {opened && <PolicyModal onClose={close} from={from} />}
    </>
  );
}

/** What the company pays for: for everybody to read, for finance to set. */
export function Component() {
  const query = useExpensePolicies();
  const today = dateIn(useZone(), new Date());
  const maySet = holdsAny(useMe(), 'finance', 'admin');
  const now = query.data?.find((version) => isFor(version, today));
  return (
    <>
      <PageHeader
        title="Expense policy"
        description="Each expense is judged by the version for its own date."
        actions={maySet && query.data && <NewVersion from={now} />}
      />
      <ExpenseLinks />
      <QueryView query={query}>
        {(versions) =>
          versions.length === 0 ? (
            <EmptyState title="There are no limits yet" />
          ) : (
            <Stack>
              {versions.map((version) => (
                <Version key={version.id} version={version} isNow={version === now} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </>
  );
}
