import { Alert, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import type { ImportCheck, Imported } from '../../../../domain/wire/people-import';
import { ScrollTable } from '../../../components/scroll-table';
import { count } from '../../../lib/text';
import { useImportFile } from '../import-api';
import { ProblemTable } from '../../../components/problem-table';

function Sample({ sample, rows }: { sample: ImportCheck['sample']; rows: number }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {sample.length < rows ? `The first ${sample.length} of ${rows}:` : 'Everybody in the file:'}
      </Text>
      <ScrollTable
        label="Who would be added"
        head={['Line', 'Name', 'E-mail', 'Joined on', 'Department', 'Manager', 'Location', 'Grade']}
      >
        {sample.map((person) => (
          <Table.Tr key={person.line}>
            <Table.Td>{person.line}</Table.Td>
            <Table.Td>{person.name}</Table.Td>
            <Table.Td>{person.email}</Table.Td>
            <Table.Td>{person.joinedOn}</Table.Td>
            <Table.Td>{person.department ?? '–'}</Table.Td>
            <Table.Td>{person.manager ?? '–'}</Table.Td>
            <Table.Td>{person.location ?? 'The default one'}</Table.Td>
            <Table.Td>{person.grade ?? '–'}</Table.Td>
          </Table.Tr>
        ))}
      </ScrollTable>
    </Stack>
  );
}

const lines = (n: number) => count(n, 'line');
const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

function Bad({ check }: { check: ImportCheck }) {
  return (
    <Stack>
      <Alert color="red" variant="outline" role="alert" title="Nothing can be written yet">
        {check.badRows === 1
          ? `Something is wrong with 1 line of ${check.rows}.`
          : `Something is wrong with ${lines(check.badRows)} of ${check.rows}.`}{' '}
        Put it right in the file and choose it again.
      </Alert>
      <ProblemTable problems={check.problems} />
    </Stack>
  );
}

function Good(props: { check: ImportCheck; file: File; onDone: (imported: Imported) => void }) {
  const { check, file, onDone } = props;
  const { write, progress } = useImportFile();
  const start = () => write.mutate({ file, sha256: check.sha256 }, { onSuccess: onDone });
  return (
    <Stack>
      <Alert color="green" variant="outline" role="status" title="Everything is in order">
        {people(check.rows)} would be added. They can sign in once they have been invited.
      </Alert>
      {write.error && (
        <Alert color="red" variant="outline" role="alert" title="Nobody was added">
          {write.error.message}
        </Alert>
      )}
      {progress && (
        <Stack gap={4}>
          <Text size="sm" role="status">
            {progress.done} of {progress.total}
          </Text>
          <Progress
            value={(progress.done / progress.total) * 100}
            aria-label="How far writing has come"
          />
        </Stack>
      )}
      <Sample sample={check.sample} rows={check.rows} />
      <Group>
        <Button onClick={start} loading={write.isPending}>
          Add {people(check.rows)}
        </Button>
      </Group>
    </Stack>
  );
}

/** What a file comes to: what is wrong with it, or whom it would add and the button that does. */
export function CheckedFile(props: {
  check: ImportCheck;
  file: File;
  onDone: (imported: Imported) => void;
}) {
  return props.check.problems.length > 0 ? <Bad check={props.check} /> : <Good {...props} />;
}
