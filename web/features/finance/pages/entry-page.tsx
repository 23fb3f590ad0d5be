import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { takenBackElsewhere } from '../../../../domain/finance/taking-back';
import type { JournalEntryDetail } from '../../../../domain/wire/finance';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { humanise } from '../../../lib/text';
import { useEntry, useReverse } from '../api';
import { BooksPage } from '../components/books-page';
import { LineTable } from '../components/line-table';
import { Refusal } from '../components/refusal';

function Reversing({ entry }: { entry: JournalEntryDetail }) {
  const reverse = useReverse(entry.id);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() ? null : 'Say why') },
  });
  const save = form.onSubmit((reversal) =>
    mutateThen(reverse, reversal, {
      onSuccess: ({ number }) =>
        notifications.show({ color: 'green', message: `Taken back by entry ${number}` }),
    }),
  );
  return (
    <Section title="Take it back">
      <form onSubmit={save} noValidate>
        <Stack>
          <Refusal title="Not taken back" problem={reverse.error} />
          <TextInput
            label="Why"
            description="A mirrored entry is posted today, or in the first month that is open."
            withAsterisk
            {...form.getInputProps('reason')}
          />
          <Group>
            <Button type="submit" variant="default" loading={reverse.isPending}>
              Take the entry back
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** How it is taken back: here, or where its document is. */
function TakingBack({ entry }: { entry: JournalEntryDetail }) {
  const elsewhere = takenBackElsewhere(entry.source.kind);
  if (!elsewhere) return <Reversing entry={entry} />;
  return (
    <Anchor component={Link} to={elsewhere.to} underline="always">
      {elsewhere.how}
    </Anchor>
  );
}

function Entry({ entry }: { entry: JournalEntryDetail }) {
  const { documentOn, postedOn, source, createdBy, reversesId, reversedById } = entry;
  return (
    <>
      <Text style={{ overflowWrap: 'anywhere' }}>{entry.memo}</Text>
      <Text size="sm" c="dimmed">
        Posted on {formatDate(postedOn)}
        {documentOn !== postedOn && `, of ${formatDate(documentOn)}`}; {humanise(source.kind)},{' '}
        {createdBy ? `by ${createdBy.name}` : 'from what was approved'}
      </Text>
      <LineTable lines={entry.lines} opens={false} />
      {reversesId && (
        <Anchor component={Link} to={`/finance/journal/${reversesId}`} underline="always">
          The entry this one takes back
        </Anchor>
      )}
      {reversedById && (
        <Anchor component={Link} to={`/finance/journal/${reversedById}`} underline="always">
          The entry that takes this one back
        </Anchor>
      )}
      {!reversesId && !reversedById && <TakingBack entry={entry} />}
    </>
  );
}

function Loaded({ id }: { id: string }) {
  const query = useEntry(id);
  return <QueryView query={query}>{(entry) => <Entry entry={entry} />}</QueryView>;
}

/** One entry of the journal. */
export function Component() {
  const { id = '' } = useParams();
  return (
    <BooksPage title="Journal entry">
      <Loaded key={id} id={id} />
    </BooksPage>
  );
}
