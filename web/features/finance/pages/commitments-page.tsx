import { Anchor, Stack, Table } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { BudgetWire, CommitmentWire } from '../../../../domain/wire/budgets';
import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { TextCell } from '../../../components/text-cell';
import { translateIfKnown, useT } from '../../../lib/i18n/language';
import { formatMoney } from '../../../lib/money';
import { humanise } from '../../../lib/text';
import { useBudget, useCommitments } from '../budgets-api';
import { BooksPage } from '../components/books-page';
import { AmountCell } from '../components/figures';

function Standing({ budget }: { budget: BudgetWire }) {
  const t = useT();
  const { department, account, month, amount, actual, committed, left } = budget;
  return (
    <Stack gap="xs">
      <Anchor component={Link} to={`/finance/budgets?month=${month}`} size="sm" underline="always">
        {t('Budgets of {{month}}', { month })}
      </Anchor>
      <FactList
        facts={[
          { label: t('Department'), value: department.name },
          { label: t('Account'), value: `${account.code} ${account.name}` },
          { label: t('Budget'), value: formatMoney(amount) },
          { label: t('Spent'), value: formatMoney(actual) },
          { label: t('Promised'), value: formatMoney(committed) },
          { label: t('Left to spend'), value: formatMoney(left) },
        ]}
      />
    </Stack>
  );
}

function Row({ commitment }: { commitment: CommitmentWire }) {
  const { kind, approvalId, label, status, amount } = commitment;
  return (
    <Table.Tr>
      <TextCell>
        {approvalId ? (
          <Anchor component={Link} to={`/approvals/${approvalId}`} size="sm" underline="always">
            {label}
          </Anchor>
        ) : (
          label
        )}
      </TextCell>
      <Table.Td>{translateIfKnown(humanise(kind))}</Table.Td>
      <Table.Td>
        <StatusBadge status={status} />
      </Table.Td>
      <AmountCell value={amount} />
    </Table.Tr>
  );
}

function Commitments({ id }: { id: string }) {
  const t = useT();
  const query = useCommitments(id);
  return (
    <QueryView query={query}>
      {(commitments) =>
        commitments.length === 0 ? (
          <EmptyState title={t('Nothing is promised')} />
        ) : (
          <ScrollTable
            label={t('Promised')}
            figures={[t('Amount')]}
            head={[t('What it is'), t('Kind'), t('State'), t('Amount')]}
          >
            {commitments.map((commitment) => (
              <Row key={commitment.id} commitment={commitment} />
            ))}
          </ScrollTable>
        )
      }
    </QueryView>
  );
}

/** What is promised of a budget: orders, bills and claims that are not posted yet. */
export function Component() {
  const t = useT();
  const { id = '' } = useParams();
  const budget = useBudget(id);
  return (
    <BooksPage title={t('Promised of a budget')} forHeads>
      <QueryView query={budget}>{(found) => <Standing budget={found} />}</QueryView>
      <Commitments key={id} id={id} />
    </BooksPage>
  );
}
