import { Anchor, Checkbox, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { BookLineWire } from '../../../../domain/wire/bank';
import { ScrollTable } from '../../../components/scroll-table';
import { TextCell } from '../../../components/text-cell';
import { AmountCell } from './figures';

/** What tells a line of the books from others. */
export const bookLineId = ({ entryId, ordinal }: BookLineWire) => `${entryId} ${ordinal}`;

const HEAD = ['Entry', 'Day', 'Text', 'Documents', 'Amount'];

/** Lines of the books on a bank's account; with `chosen`, each can be chosen. */
export function BookLineTable(props: {
  label: string;
  lines: BookLineWire[];
  chosen?: { ids: ReadonlySet<string>; onToggle: (line: BookLineWire) => void };
}) {
  const { label, lines, chosen } = props;
  return (
    <ScrollTable label={label} figures={['Amount']} head={chosen ? ['Choose', ...HEAD] : HEAD}>
      {lines.map((line) => (
        <Table.Tr key={bookLineId(line)}>
          {chosen && (
            <Table.Td>
              <Checkbox
                aria-label={`Choose entry ${line.number}`}
                checked={chosen.ids.has(bookLineId(line))}
                onChange={() => chosen.onToggle(line)}
              />
            </Table.Td>
          )}
          <Table.Td>
            <Anchor
              component={Link}
              to={`/finance/journal/${line.entryId}`}
              size="sm"
              underline="always"
            >
              {line.number}
            </Anchor>
          </Table.Td>
          <Table.Td>{formatDate(line.postedOn)}</Table.Td>
          <TextCell>{line.memo}</TextCell>
          <TextCell>{line.documents.join(', ')}</TextCell>
          <AmountCell value={line.amount} />
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}
