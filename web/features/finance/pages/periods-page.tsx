import { Button, Group, List, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PeriodWire } from '../../../../domain/wire/finance';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { count } from '../../../lib/text';
import { useFiscalYear, useMovePeriod, usePeriods, useSetFiscalYear } from '../api';
import { BooksPage } from '../components/books-page';
import { Refusal } from '../components/refusal';

const monthName = (month: number) =>
  new Intl.DateTimeFormat('en-IN', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, month - 1),
  );
const months = Array.from({ length: 12 }, (_, at) => ({
  ...{ value: String(at + 1), label: monthName(at + 1) },
}));
const titleOf = (month: string) => `${monthName(Number(month.slice(5)))} ${month.slice(0, 4)}`;

function Moving({ month, status }: PeriodWire) {
  const move = useMovePeriod(month);
  const [reason, setReason] = useState('');
  if (status === 'locked') return null;
  return (
    <Stack gap="xs">
      <Refusal title="Not changed" problem={move.error} />
      {status === 'open' ? (
        <Group>
          <Button
            variant="default"
            loading={move.isPending}
            aria-label={`Close ${titleOf(month)}`}
            onClick={() => move.mutate({ status: 'closed' })}
          >
            Close
          </Button>
        </Group>
      ) : (
        <Group align="flex-end">
          <TextInput
            label={`Why ${titleOf(month)} is opened again`}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={move.isPending}
            onClick={() => move.mutate({ status: 'open', reason })}
          >
            Open again
          </Button>
          <Button
            variant="default"
            aria-label={`Lock ${titleOf(month)} for good`}
            onClick={() => move.mutate({ status: 'locked' })}
          >
            Lock for good
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Period({ period }: { period: PeriodWire }) {
  const { month, status, entries, changes } = period;
  return (
    <Section title={titleOf(month)} actions={<StatusBadge status={status} />}>
      <Stack gap="sm">
        <Text size="sm">{entries === 1 ? '1 entry' : `${entries} entries`}</Text>
        {changes.length > 0 && (
          <List size="sm" aria-label={count(changes.length, 'change')}>
            {changes.map((change) => (
              <List.Item key={change.at} style={{ overflowWrap: 'anywhere' }}>
                {change.status} by {change.by.name}
                {change.reason && `: ${change.reason}`}
              </List.Item>
            ))}
          </List>
        )}
        <Moving key={status} {...period} />
      </Stack>
    </Section>
  );
}

function FiscalYear() {
  const query = useFiscalYear();
  const set = useSetFiscalYear();
  return (
    <QueryView query={query}>
      {({ startsInMonth }) => (
        <Select
          label="The fiscal year begins in"
          maw={240}
          data={months}
          allowDeselect={false}
          value={String(startsInMonth)}
          onChange={(month) => set.mutate({ startsInMonth: Number(month) })}
        />
      )}
    </QueryView>
  );
}

/** The months of the books, and which of them take entries. */
export function Component() {
  const query = usePeriods();
  return (
    <BooksPage
      title="Periods"
      description="A closed month takes no entries; what comes late is posted in the next one that is open."
    >
      <FiscalYear />
      <QueryView query={query}>
        {(periods) =>
          periods.length === 0 ? (
            <EmptyState title="Nothing has been posted yet" />
          ) : (
            periods.map((period) => <Period key={period.month} period={period} />)
          )
        }
      </QueryView>
    </BooksPage>
  );
}
