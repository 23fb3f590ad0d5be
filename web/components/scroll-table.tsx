import { Paper, Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** A table that scrolls inside itself on a phone; the scrolling part can be reached by keyboard. */
export function ScrollTable(props: { label: string; head: string[]; children: ReactNode }) {
  return (
    <Paper withBorder>
      <Table.ScrollContainer
        minWidth={640}
        scrollAreaProps={{
          viewportProps: { tabIndex: 0, role: 'region', 'aria-label': props.label },
        }}
      >
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {props.head.map((title) => (
                <Table.Th key={title} scope="col">
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{props.children}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
