import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { formatMoney, parseMoney, sumMoney } from '../../../../domain/money/money';
import type { BankLineDetail, BookLineWire } from '../../../../domain/wire/bank';
import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { PageList } from '../../../components/page-list';
import { QueryView } from '../../../components/query-view';
import { SearchBox } from '../../../components/search-box';
import { Section } from '../../../components/section';
import { keys } from '../../../lib/query-keys';
import { usePages } from '../../../lib/use-pages';
import { useBankLine, useMatch, useUndoMatch } from '../bank-api';
import { BankPostForm } from '../components/bank-post-form';
import { BankReceiveForm } from '../components/bank-receive-form';
import { bookLineId, BookLineTable } from '../components/book-line-table';
import { BooksPage } from '../components/books-page';
import { Refusal } from '../components/refusal';

const namesOf = (lines: BookLineWire[]) => ({
  lines: lines.map(({ entryId, ordinal }) => ({ entryId, ordinal })),
});

function Matched({ line }: { line: BankLineDetail }) {
  const undo = useUndoMatch(line.id);
  return (
    <Section title="Matched with">
      <Stack>
        <Refusal title="Not undone" problem={undo.error} />
        <BookLineTable label="Lines of the match" lines={line.lines} />
        <Group>
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(null)}>
            Undo the match
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function Proposals({ line }: { line: BankLineDetail }) {
  const match = useMatch(line.id);
  return (
    <Section title="What it may be">
      <Stack>
        <Refusal title="Not matched" problem={match.error} />
        {line.proposals.length === 0 && <Text size="sm">Nothing in the books comes to it.</Text>}
        {line.proposals.map(({ lines, why, certain }, at) => (
          <Paper key={at} withBorder p="sm">
            <Stack gap="xs">
              <Text size="sm">
                {certain ? 'Certain: ' : ''}
                {why.join(', ')}
              </Text>
              <BookLineTable label={`Proposal ${at + 1}`} lines={lines} />
              <Group>
                <Button
                  loading={match.isPending}
                  aria-label={`Match with proposal ${at + 1}`}
                  onClick={() => match.mutate(namesOf(lines))}
                >
                  Match
                </Button>
              </Group>
            </Stack>
          </Paper>
        ))}
      </Stack>
    </Section>
  );
}

/** Lines of the books that were chosen, whatever is searched for meanwhile. */
function useChosen() {
  const [chosen, setChosen] = useState<ReadonlyMap<string, BookLineWire>>(new Map());
  const toggle = (line: BookLineWire) => {
    const next = new Map(chosen);
    if (!next.delete(bookLineId(line))) next.set(bookLineId(line), line);
    setChosen(next);
  };
  return { lines: [...chosen.values()], ids: new Set(chosen.keys()), toggle };
}

function Choosing({ line }: { line: BankLineDetail }) {
  const [q, setQuery] = useState<string | null>(null);
  const chosen = useChosen();
  const match = useMatch(line.id);
  const query = { account: line.account.id, q: q ?? undefined };
  const pages = usePages<BookLineWire>({
    ...{ key: keys.bankBookLines(query), path: '/finance/bank-book-lines', query },
  });
  const sum = sumMoney(
    chosen.lines.map(({ amount }) => parseMoney(amount)),
    COMPANY_CURRENCY,
  );
  return (
    <Section title="Choose from the books">
      <Stack>
        <Refusal title="Not matched" problem={match.error} />
        <SearchBox label="Search the books" value={q ?? undefined} onSearch={setQuery} />
        <PageList pages={pages} empty={<EmptyState title="The bank has all of it" />}>
          {(lines) => (
            <BookLineTable
              label="Lines of the books"
              lines={lines}
              chosen={{ ids: chosen.ids, onToggle: chosen.toggle }}
            />
          )}
        </PageList>
        <Group>
          <Button
            disabled={sum.minor !== parseMoney(line.amount).minor}
            loading={match.isPending}
            onClick={() => match.mutate(namesOf(chosen.lines))}
          >
            Match what I chose
          </Button>
          <Text size="sm" role="status">
            {formatMoney(sum)} of {formatMoney(parseMoney(line.amount))}
          </Text>
        </Group>
      </Stack>
    </Section>
  );
}

function Line({ line }: { line: BankLineDetail }) {
  const { account, on, description, reference, amount, matched } = line;
  const facts = [
    { label: 'Account', value: `${account.code} ${account.name}` },
    { label: 'Day', value: formatDate(on) },
    { label: 'Amount', value: formatMoney(parseMoney(amount)) },
    { label: 'Description', value: description },
    ...(reference ? [{ label: 'Reference', value: reference }] : []),
    ...(matched ? [{ label: 'Matched by', value: matched.by.name }] : []),
  ];
  return (
    <BooksPage title="A line of the bank">
      <FactList facts={facts} />
      {matched ? (
        <Matched line={line} />
      ) : (
        <>
          <Proposals line={line} />
          <Choosing line={line} />
          <Section title="No document is of it">
            <BankPostForm line={line} />
          </Section>
          {parseMoney(amount).minor > 0n && (
            <Section title="It is a receipt">
              <BankReceiveForm line={line} />
            </Section>
          )}
        </>
      )}
    </BooksPage>
  );
}

function Loaded({ id }: { id: string }) {
  const query = useBankLine(id);
  return <QueryView query={query}>{(line) => <Line line={line} />}</QueryView>;
}

/** One line of the bank: what it is in the books, or what it may be. */
export function Component() {
  const { id = '' } = useParams();
  return <Loaded key={id} id={id} />;
}
