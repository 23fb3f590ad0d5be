import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { useStatements } from '../api';

/** Statements as far as one may see them; those of a run where one is given. */
export function StatementList({ runId }: { runId?: string }) {
  const pages = useStatements(runId);
  return (
    <PageList pages={pages} empty={<EmptyState title="No statements yet" />}>
      {(rows) => (
        <ScrollTable
          label="Statements"
          head={['Seller', 'Period', 'Plan', 'To be paid', 'Set off later', 'State']}
        >
          {rows.map(({ id, seller, period, plan, payable, carriedForward, status }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor
                  component={Link}
                  to={`/incentives/statements/${id}`}
                  size="sm"
                  underline="always"
                >
                  {seller.name}, {period}
                </Anchor>
              </Table.Td>
              <Table.Td>{period}</Table.Td>
              <Table.Td>{plan.name}</Table.Td>
              <Table.Td>
                <MoneyText value={payable} />
              </Table.Td>
              <Table.Td>
                <MoneyText value={carriedForward} />
              </Table.Td>
              <Table.Td>
                <StatusBadge status={status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </ScrollTable>
      )}
    </PageList>
  );
}
