import { Button, Center, Stack, Table } from '@mantine/core';
import { useState } from 'react';
import type { ImportProblem } from '../../domain/wire/people-import';
import { ScrollTable } from './scroll-table';
import { TextCell } from './text-cell';

const AT_ONCE = 100;

/** Everything that is wrong with a file, a hundred at a time. */
export function ProblemTable({ problems }: { problems: ImportProblem[] }) {
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <Stack>
      <ScrollTable label="What is wrong" head={['Line', 'Column', 'What is wrong']}>
        {problems.slice(0, shown).map(({ line, column, message }, index) => (
          <Table.Tr key={index}>
            <Table.Td>{line}</Table.Td>
            <Table.Td>{column ?? 'The whole line'}</Table.Td>
            <TextCell>{message}</TextCell>
          </Table.Tr>
        ))}
      </ScrollTable>
      {problems.length > shown && (
        <Center>
          <Button variant="default" onClick={() => setShown(shown + AT_ONCE)}>
            Show more of {problems.length}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
