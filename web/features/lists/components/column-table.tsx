import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { columnTitle, type ColumnOf, type ListName } from '../../../../domain/lists/columns';
import { ScrollTable } from '../../../components/scroll-table';

/** What each column of a list shows of a row. */
export type Cells<List extends ListName, Row> = Record<ColumnOf<List>, (row: Row) => ReactNode>;

/** Rows of a list in the columns that are shown. */
export function ColumnTable<List extends ListName, Row extends { id: string }>(props: {
  list: List;
  label: string;
  columns: ColumnOf<List>[];
  cells: Cells<List, Row>;
  rows: Row[];
}) {
  const { list, label, columns, cells, rows } = props;
  return (
    <ScrollTable label={label} head={columns.map((column) => columnTitle(list, column))}>
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
