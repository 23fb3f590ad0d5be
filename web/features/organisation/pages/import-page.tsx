import { Alert, Anchor, Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { IMPORT_COLUMNS } from '../../../../domain/people-import/columns';
import type { Imported } from '../../../../domain/wire/people-import';
import { EmptyState } from '../../../components/empty-state';
import { LoadingState } from '../../../components/loading-state';
import { PageHeader } from '../../../components/page-header';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { InviteImported } from '../components/invite-imported';
import { CheckedFile } from '../components/checked-file';
import { useCheckFile } from '../import-api';

const TEMPLATE = `\uFEFF${Object.values(IMPORT_COLUMNS).join(',')}\r\n`;

function About() {
  return (
    <Stack gap="xs">
      <Text size="sm">
        A CSV file with one person a line. Name, E-mail and Joined on (such as 2026-02-25) are
        needed; the other columns may be left out. Manager is the manager’s e-mail address, of
        somebody here or in the file. Nothing is written before you have seen what would be, and
        then everybody is, or nobody.
      </Text>
      <Text size="sm">
        <Anchor
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`}
          download="people.csv"
          size="sm"
        >
          An empty file with all columns
        </Anchor>
      </Text>
    </Stack>
  );
}

function Done(props: { imported: Imported; onMore: () => void }) {
  const { people, importId } = props.imported;
  return (
    <Alert color="green" variant="outline" role="status" title="Done">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{people === 1 ? '1 person is added.' : `${people} people are added.`}</Text>
        <InviteImported importId={importId} />
        <Group>
          <Anchor component={Link} to="/people" size="sm">
            See the people
          </Anchor>
          <Button variant="default" size="xs" onClick={props.onMore}>
            Another file
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function ImportPeople() {
  const [file, setFile] = useState<File | null>(null);
  const [added, setAdded] = useState<Imported | null>(null);
  const check = useCheckFile();
  const choose = (chosen: File | null) => {
    setFile(chosen);
    check.reset();
    if (chosen) check.mutate(chosen);
  };
  if (added !== null) {
    return (
      <Done
        imported={added}
        onMore={() => {
          setAdded(null);
          choose(null);
        }}
      />
    );
  }
  return (
    <Stack gap="md">
      <Section title="The file">
        <Stack>
          <About />
          <FileInput
            label="CSV file"
            placeholder="Choose a file"
            accept=".csv,.tsv,.txt,text/csv"
            clearable
            clearButtonProps={{ 'aria-label': 'Choose no file' }}
            maw={420}
            value={file}
            onChange={choose}
          />
        </Stack>
      </Section>
      {check.isPending && <LoadingState />}
      {check.error && (
        <Alert color="red" variant="outline" role="alert" title="The file could not be checked">
          {check.error.message}
        </Alert>
      )}
      {file && check.data && <CheckedFile check={check.data} file={file} onDone={setAdded} />}
    </Stack>
  );
}

/** Adds people from a CSV file: choose it, see what it comes to, confirm. */
export function Component() {
  const me = useMe();
  return (
    <>
      <PageHeader title="Import people" />
      {holdsAny(me, 'admin', 'hr') ? (
        <ImportPeople />
      ) : (
        <EmptyState title="This page is for HR and admins" />
      )}
    </>
  );
}
