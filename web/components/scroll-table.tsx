import { Paper, Table, UnstyledButton } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import type { ReactNode } from 'react';

/** The head of a column by which the table can be sorted. */
export interface SortableHead {
  title: string;
  /** Null: by another column. */
  sorted: 'ascending' | 'descending' | null;
  onSort: () => void;
}

const ARROWS = { ascending: IconArrowUp, descending: IconArrowDown };

function Head({ head, isFigure }: { head: string | SortableHead; isFigure?: boolean }) {
  if (typeof head === 'string')
    return (
      <Table.Th scope="col" ta={isFigure ? 'right' : undefined}>
        {head}
      </Table.Th>
    );
  const { title, sorted, onSort } = head;
  const Arrow = sorted && ARROWS[sorted];
  return (
    <Table.Th scope="col" aria-sort={sorted ?? 'none'}>
      <UnstyledButton className="sort-head" onClick={onSort}>
        {title}
        {Arrow && <Arrow size={14} aria-hidden />}
      </UnstyledButton>
    </Table.Th>
  );
}

/** A table that scrolls inside itself on a phone; the scrolling part can be reached by keyboard. */
export function ScrollTable(props: {
  label: string;
  head: (string | SortableHead)[];
  /** The titles of the columns that hold figures, which are lined up on the right. */
  figures?: readonly string[];
  children: ReactNode;
}) {
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
              {props.head.map((head) => {
                const title = typeof head === 'string' ? head : head.title;
                return <Head key={title} head={head} isFigure={props.figures?.includes(title)} />;
              })}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{props.children}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
