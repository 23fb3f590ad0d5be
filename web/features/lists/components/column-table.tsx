import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { columnTitle, type ColumnOf, type ListName } from '../../../../domain/lists/columns';
import { ScrollTable, type SortableHead } from '../../../components/scroll-table';
import type { ChosenSort } from '../use-sort';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

/** What each column of a list shows of a row. */
export type Cells<List extends ListName, Row> = Record<ColumnOf<List>, (row: Row) => ReactNode>;

function headOf<Column extends string>(
  column: string,
  { title, sort }: { title: string; sort: ChosenSort<Column> | undefined },
): string | SortableHead {
  const known = sort?.columns.find((name) => name === column);
  if (!sort || known === undefined) return title;
  const way = sort.descending ? 'descending' : 'ascending';
  return { title, sorted: sort.column === known ? way : null, onSort: () => sort.sortBy(known) };
}

/** Rows of a list in the columns that are shown; the heads of those it can be sorted by are buttons. */
export function ColumnTable<
  List extends ListName,
  Row extends { id: string },
  Column extends string = never,
>(props: {
  list: List;
  label: string;
  columns: ColumnOf<List>[];
  cells: Cells<List, Row>;
  rows: Row[];
  sort?: ChosenSort<Column>;
}) {
  useT();
  const { list, label, columns, cells, rows, sort } = props;
  const heads = columns.map((column) =>
    headOf(column, { title: translateIfKnown(columnTitle(list, column)), sort }),
  );
  return (
    <ScrollTable label={label} head={heads}>
      {rows.map((row) => (
        <Table.Tr key={row.id}>
          {columns.map((column) => (
            <Table.Td key={column}>{cells[column](row) ?? '–'}</Table.Td>
          ))}
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}
