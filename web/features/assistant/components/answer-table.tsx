import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { AnswerTable as Answered, Cell } from '../../../../domain/wire/assistant';
import { StatusBadge } from '../../../components/status-badge';
import { translateIfKnown, useT } from '../../../lib/i18n/language';
import { useZone } from '../../../lib/session';
import { cellText, isFigure, type Column } from '../cells';
import { ownPath } from '../own-path';

interface Place {
  column: Column;
  cell: Cell | undefined;
}

function Value({ column, cell }: Place) {
  const zone = useZone();
  if (column.kind === 'status' && typeof cell === 'string') return <StatusBadge status={cell} />;
  return <>{cellText(column, cell, zone)}</>;
}

const lined = (column: Column) =>
  isFigure(column)
    ? ({
        ta: 'right',
        style: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
      } as const)
    : ({ style: { overflowWrap: 'break-word' }, maw: 320 } as const);

function Row({ table, row }: { table: Answered; row: Answered['rows'][number] }) {
  const to = ownPath(row.href, window.location.origin);
  return (
    <Table.Tr>
      {table.columns.map((column, index) => {
        const value = <Value column={column} cell={row.cells[column.key]} />;
        return (
          <Table.Td key={column.key} {...lined(column)}>
            {to && index === 0 ? (
              <Anchor component={Link} to={to} size="sm">
                {value}
              </Anchor>
            ) : (
              value
            )}
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}

function Totals({ table }: { table: Answered }) {
  const t = useT();
  const { totals } = table;
  if (!totals) return null;
  return (
    <Table.Tfoot>
      <Table.Tr fw={700}>
        {table.columns.map((column, index) => {
          const cell = totals[column.key];
          return (
            <Table.Td key={column.key} {...lined(column)}>
              {cell !== null && cell !== undefined ? (
                <Value column={column} cell={cell} />
              ) : (
                index === 0 && t('Total')
              )}
            </Table.Td>
          );
        })}
      </Table.Tr>
    </Table.Tfoot>
  );
}

/** How much of it is shown, and whose it is. */
function Foot({ table }: { table: Answered }) {
  const t = useT();
  const { rowCount, rows } = table;
  const shown = table.truncated
    ? t('The first {{shown}} of {{number}} rows; totals are of all.', {
        ...{ shown: rows.length, number: rowCount },
      })
    : t('{{count}} rows', { count: rowCount });
  return (
    <Text size="xs" c="dimmed">
      {[shown, table.note].filter(Boolean).join(' · ')}
    </Text>
  );
}

/** Rows that a tool read, each with its record. On a phone it scrolls inside itself. */
export function AnswerTable({ table, files }: { table: Answered; files?: React.ReactNode }) {
  useT();
  const title = translateIfKnown(table.title);
  return (
    <Stack gap={4} component="figure" m={0}>
      <Group justify="space-between" gap="xs">
        <Text component="figcaption" fw={600} size="sm">
          {title}
        </Text>
        {files}
      </Group>
      {table.rows.length > 0 && (
        <Table.ScrollContainer
          minWidth={table.columns.length > 2 ? 480 : 280}
          scrollAreaProps={{
            viewportProps: { tabIndex: 0, role: 'region', 'aria-label': title },
          }}
        >
          <Table verticalSpacing={6} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                {table.columns.map((column) => (
                  <Table.Th
                    key={column.key}
                    scope="col"
                    ta={isFigure(column) ? 'right' : undefined}
                  >
                    {translateIfKnown(column.label)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {table.rows.map((row, index) => (
                <Row key={index} table={table} row={row} />
              ))}
            </Table.Tbody>
            <Totals table={table} />
          </Table>
        </Table.ScrollContainer>
      )}
      <Foot table={table} />
    </Stack>
  );
}
