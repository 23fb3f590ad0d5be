import { Anchor, Collapse, Table } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useT } from '../../../lib/i18n/language';

/** The figures of a chart as a table, for who does not see the chart or wants the numbers. */
export function AsTable(props: { caption: string; head: string[]; children: ReactNode }) {
  const [opened, { toggle }] = useDisclosure(false);
  const t = useT();
  const id = useId();
  return (
    <>
      <Anchor
        component="button"
        type="button"
        size="sm"
        mt="xs"
        aria-expanded={opened}
        aria-controls={id}
        onClick={toggle}
      >
        {opened ? t('Hide the table') : t('Show as table')}
      </Anchor>
      <Collapse expanded={opened} id={id} keepMounted={false}>
        <Table.ScrollContainer
          minWidth={320}
          mah={360}
          style={{ overflowY: 'auto' }}
          scrollAreaProps={{
            viewportProps: { tabIndex: 0, role: 'region', 'aria-label': props.caption },
          }}
        >
          <Table verticalSpacing={4}>
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
      </Collapse>
    </>
  );
}

/** A count that leads to what it counts. */
export function CountLink({ to, count, of }: { to: string; count: number; of: string }) {
  return (
    <Anchor component={Link} to={to} size="sm" fw={600} aria-label={`${count}: ${of}`}>
      {count}
    </Anchor>
  );
}
