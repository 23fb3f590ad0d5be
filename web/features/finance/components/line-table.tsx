import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { LedgerLineWire } from '../../../../domain/wire/finance';
import { ScrollTable } from '../../../components/scroll-table';
import { TextCell } from '../../../components/text-cell';
import { AmountCell } from './figures';

const HEAD = ['Entry', 'Day', 'Account', 'Text', 'Department', 'Debit', 'Credit'];

/** Lines of the ledger; their entries can be opened by who keeps the books. */
export function LineTable({ lines, opens }: { lines: LedgerLineWire[]; opens: boolean }) {
  return (
    <ScrollTable label="Lines" figures={['Debit', 'Credit']} head={HEAD}>
      {lines.map((line, at) => (
        <Table.Tr key={`${line.entryId} ${at}`}>
          <Table.Td>
            {opens ? (
              <Anchor
                component={Link}
                to={`/finance/journal/${line.entryId}`}
                size="sm"
                underline="always"
              >
                {line.number}
              </Anchor>
            ) : (
              line.number
            )}
          </Table.Td>
          <Table.Td>{formatDate(line.postedOn)}</Table.Td>
          <Table.Td>
            {line.account.code} {line.account.name}
          </Table.Td>
          <TextCell>{line.memo}</TextCell>
          <Table.Td>{line.department}</Table.Td>
          <AmountCell value={line.debit} />
          <AmountCell value={line.credit} />
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}
