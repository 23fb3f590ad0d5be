import { Alert, Anchor, Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { HolidayCheck, RateCheck, WrittenFile } from '../../domain/wire/csv-import';
import { api, type ApiProblem } from '../lib/api';
import { refresh } from '../lib/refresh';
import { count } from '../lib/text';
import { LoadingState } from './loading-state';
import { ProblemTable } from './problem-table';
import { Section } from './section';

/** What a file is of, and where it goes. */
interface CsvImportProps<Check extends HolidayCheck | RateCheck> {
  /** Where a file is sent; what it comes to is asked for at `<path>/checks`. */
  path: string;
  /** "day off": what a line is. */
  noun: string;
  /** What is to be known of the columns. */
  about: string;
  headings: readonly string[];
  /** What a file with nothing in it is called. */
  templateName: string;
  /** The first lines as they would be written. */
  sample: (check: Check) => ReactNode;
  /** What is to be read anew once a file is written. */
  changes: QueryKey;
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

function useCsvImport<Check>({ path, changes }: { path: string; changes: QueryKey }) {
  const client = useQueryClient();
  const check = useMutation<Check, ApiProblem, File>({
    mutationFn: (file) => api.upload<Check>(`${path}/checks`, formOf(file)),
  });
  const write = useMutation<WrittenFile, ApiProblem, { file: File; sha256: string }>({
    mutationFn: ({ file, sha256 }) =>
      api.upload<WrittenFile>(`${path}?sha256=${sha256}`, formOf(file)),
    onSuccess: () => void refresh(client, { queryKey: changes }),
  });
  return { check, write };
}

function Bad({ check }: { check: HolidayCheck | RateCheck }) {
  return (
    <Stack>
      <Alert color="red" variant="outline" role="alert" title="Nothing can be written yet">
        Something is wrong with {count(check.badRows, 'line')} of {check.rows}. Put it right in the
        file and choose it again.
      </Alert>
      <ProblemTable problems={check.problems} />
    </Stack>
  );
}

const sayEffect = ({ added, changed }: WrittenFile) => `${added} new, ${changed} changed`;

/** Takes in a CSV file: choose it, see what it comes to, confirm. All of it is written, or nothing. */
export function CsvImport<Check extends HolidayCheck | RateCheck>(props: CsvImportProps<Check>) {
  const [file, setFile] = useState<File | null>(null);
  const { check, write } = useCsvImport<Check>(props);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    check.reset();
    write.reset();
    if (chosen) check.mutate(chosen);
  };
  const template = `\uFEFF${props.headings.join(',')}\r\n`;
  return (
    <Section title="The file">
      <Stack>
        <Text size="sm">
          {props.about} Nothing is written before you have seen what would be, and then all of it
          is, or nothing.
        </Text>
        <Text size="sm">
          <Anchor
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(template)}`}
            download={props.templateName}
            size="sm"
            underline="always"
          >
            An empty file with all columns
          </Anchor>
        </Text>
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
        {check.isPending && <LoadingState />}
        {check.error && (
          <Alert color="red" variant="outline" role="alert" title="The file could not be checked">
            {check.error.message}
          </Alert>
        )}
        {check.data && check.data.problems.length > 0 && <Bad check={check.data} />}
        {file && check.data?.problems.length === 0 && !write.data && (
          <Good {...props} check={check.data} file={file} write={write} />
        )}
        {write.data && (
          <Alert color="green" variant="outline" role="status" title="Done">
            {sayEffect(write.data)}.
          </Alert>
        )}
      </Stack>
    </Section>
  );
}

function Good<Check extends HolidayCheck | RateCheck>(
  props: CsvImportProps<Check> & {
    check: Check;
    file: File;
    write: ReturnType<typeof useCsvImport>['write'];
  },
) {
  const { check, file, write } = props;
  return (
    <Stack>
      <Alert color="green" variant="outline" role="status" title="Everything is in order">
        {count(check.rows, props.noun)}: {sayEffect(check)}.
      </Alert>
      {write.error && (
        <Alert color="red" variant="outline" role="alert" title="Nothing was written">
          {write.error.message}
        </Alert>
      )}
      {check.sample.length < check.rows && (
        <Text size="sm" c="dimmed">{`The first ${check.sample.length} of ${check.rows}:`}</Text>
      )}
      {props.sample(check)}
      <Group>
        <Button
          loading={write.isPending}
          onClick={() => write.mutate({ file, sha256: check.sha256 })}
        >
          Write {count(check.rows, props.noun)}
        </Button>
      </Group>
    </Stack>
  );
}
