import { Anchor, Group, Table } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { addDays } from '../../../../domain/dates/calendar';
import { formatDate } from '../../../../domain/dates/format';
import type { StatementWire } from '../../../../domain/wire/receivables';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { TextCell } from '../../../components/text-cell';
import { dateIn } from '../../../lib/dates';
import { useSearchFilters } from '../../../lib/search-filters';
import { useZone } from '../../../lib/session';
import { count } from '../../../lib/text';
import { BooksPage } from '../components/books-page';
import { AmountCell, TotalRow } from '../components/figures';
import { useStatement } from '../receivables-api';

/** How far a statement goes back unless a day is chosen. */
const USUAL_DAYS = 365;

const placeOf = ({ kind, id }: { kind: string; id: string }) =>
  `/finance/${kind === 'customer-receipt' ? 'receipts' : 'invoices'}/${id}`;

function Movements({ statement }: { statement: StatementWire }) {
  const { from, to, opening, rows, closing } = statement;
  return (
    <Section title="What happened">
      <ScrollTable
        label="Movements"
        figures={['Amount', 'Balance']}
        head={['Day', 'Text', 'Amount', 'Balance']}
      >
        <Table.Tr>
          <Table.Td>{formatDate(from)}</Table.Td>
          <Table.Td>Opening</Table.Td>
          <AmountCell value={null} />
          <AmountCell value={opening} bold />
        </Table.Tr>
        {rows.map(({ on, entryId, document, text, amount, balance }, at) => (
          <Table.Tr key={`${entryId} ${at}`}>
            <Table.Td>{formatDate(on)}</Table.Td>
            <TextCell>
              <Anchor component={Link} to={placeOf(document)} size="sm" underline="always">
                {text}
              </Anchor>
            </TextCell>
            <AmountCell value={amount} />
            <AmountCell value={balance} />
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Td>{formatDate(to)}</Table.Td>
          <Table.Td>Closing</Table.Td>
          <AmountCell value={null} />
          <AmountCell value={closing} bold />
        </Table.Tr>
      </ScrollTable>
    </Section>
  );
}

function OpenDocuments({ statement: { open, closing } }: { statement: StatementWire }) {
  if (open.length === 0) return <EmptyState title="Nothing is open" />;
  return (
    <Section title="What is open">
      <ScrollTable
        label="Open documents"
        figures={['Open']}
        head={['Document', 'Due on', 'Late', 'Open']}
      >
        {open.map(({ document, number, dueOn, daysLate, amount }) => (
          <Table.Tr key={document.id}>
            <Table.Td>
              <Anchor component={Link} to={placeOf(document)} size="sm" underline="always">
                {number}
              </Anchor>
            </Table.Td>
            <Table.Td>{formatDate(dueOn)}</Table.Td>
            <Table.Td>{daysLate > 0 ? count(daysLate, 'day') : ''}</Table.Td>
            <AmountCell value={amount} />
          </Table.Tr>
        ))}
        <TotalRow label="Sum" amounts={[closing]} />
      </ScrollTable>
    </Section>
  );
}

function Statement({ id }: { id: string }) {
  const today = dateIn(useZone());
  const { filters, setFilter } = useSearchFilters(['from', 'to'] as const);
  const to = filters.to ?? today;
  const from = filters.from ?? addDays(to, -USUAL_DAYS);
  const query = useStatement(id, { from, to });
  return (
    <BooksPage title={query.data ? `Statement of ${query.data.customer.name}` : 'Statement'}>
      <Group align="flex-end">
        <DayInput label="From" maw={200} value={from} onChange={(day) => setFilter('from', day)} />
        <DayInput label="To" maw={200} value={to} onChange={(day) => setFilter('to', day)} />
      </Group>
      <QueryView query={query}>
        {(statement) => (
          <>
            <OpenDocuments statement={statement} />
            <Movements statement={statement} />
          </>
        )}
      </QueryView>
    </BooksPage>
  );
}

/** Where a customer stands: what happened in a stretch of time, and what is open at its end. */
export function Component() {
  const { id = '' } = useParams();
  return <Statement key={id} id={id} />;
}
