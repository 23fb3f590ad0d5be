import { Anchor, Table } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { humanise } from '../../../lib/text';
import { useCommitments } from '../budgets-api';
import { BooksPage } from '../components/books-page';
import { AmountCell } from '../components/figures';

function Commitments({ id }: { id: string }) {
  const query = useCommitments(id);
  return (
    <QueryView query={query}>
      {(commitments) =>
        commitments.length === 0 ? (
          <EmptyState title="Nothing is promised" />
        ) : (
          <ScrollTable label="Promised" head={['What', 'Kind', 'State', 'Amount']}>
            {commitments.map(({ kind, id: record, approvalId, label, status, amount }) => (
              <Table.Tr key={record}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {approvalId ? (
                    <Anchor
                      component={Link}
                      to={`/approvals/${approvalId}`}
                      size="sm"
                      underline="always"
                    >
                      {label}
                    </Anchor>
                  ) : (
                    label
                  )}
                </Table.Td>
                <Table.Td>{humanise(kind)}</Table.Td>
                <Table.Td>
                  <StatusBadge status={status} />
                </Table.Td>
                <AmountCell value={amount} />
              </Table.Tr>
            ))}
          </ScrollTable>
        )
      }
    </QueryView>
  );
}

/** What is promised of a budget: orders and bills that are not posted yet. */
export function Component() {
  const { id = '' } = useParams();
  return (
    <BooksPage title="Promised of a budget" forHeads>
      <Commitments key={id} id={id} />
    </BooksPage>
  );
}
