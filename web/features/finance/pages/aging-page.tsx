import { Anchor, Group, Select, Table } from '@mantine/core';
import { Link } from 'react-router';
import { CONTROLS } from '../../../../domain/finance/accounts';
import type { AgingWire } from '../../../../domain/wire/finance';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { TextCell } from '../../../components/text-cell';
import { useSearchFilters } from '../../../lib/search-filters';
import { useAging } from '../api';
import { AsOf } from '../components/as-of';
import { BooksPage } from '../components/books-page';
import { AmountCell, linesOf, TotalRow } from '../components/figures';

const NAMES: Record<(typeof CONTROLS)[number], string> = {
  receivable: 'Customers',
  payable: 'Vendors',
  advances: 'Advances to employees',
  reimbursements: 'Claims of employees',
};

function Parties({ aging }: { aging: AgingWire }) {
  if (aging.parties.length === 0) return <EmptyState title="Nothing is open on this day" />;
  return (
    <ScrollTable
      label="Aging"
      figures={[...aging.buckets, 'Open']}
      head={['Whose', ...aging.buckets, 'Open']}
    >
      {aging.parties.map(({ party, amounts, total }) => (
        <Table.Tr key={party}>
          <TextCell>
            <Anchor
              component={Link}
              to={linesOf({ account: aging.account.id, party, to: aging.asOf })}
              size="sm"
              underline="always"
            >
              {party}
            </Anchor>
          </TextCell>
          {[...amounts, total].map((amount, at) => (
            <AmountCell key={at} value={amount} />
          ))}
        </Table.Tr>
      ))}
      <TotalRow label="Open" amounts={[...aging.amounts, aging.total]} />
    </ScrollTable>
  );
}

/** What is open on a day, by how long it is due. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['of', 'asOf'] as const);
  const of = filters.of ?? 'payable';
  const query = useAging({ of, asOf: filters.asOf });
  const asOf = query.data?.asOf;
  return (
    <BooksPage
      title="Aging"
      description="What is open, by how many days it is overdue."
      actions={asOf && <ExportMenu list="aging" filters={{ of, asOf }} />}
    >
      <Group align="flex-end">
        <Select
          label="Of"
          maw={240}
          allowDeselect={false}
          data={CONTROLS.map((value) => ({ value, label: NAMES[value] }))}
          value={of}
          onChange={(value) => setFilter('of', value)}
        />
        <AsOf value={filters.asOf} onChange={(day) => setFilter('asOf', day)} />
      </Group>
      <QueryView query={query}>{(aging) => <Parties aging={aging} />}</QueryView>
    </BooksPage>
  );
}
