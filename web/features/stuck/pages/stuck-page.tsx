import { Alert, Anchor, Button, Progress, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { StuckProblem, StuckRow, Stuck } from '../../../../domain/wire/stuck';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { count } from '../../../lib/text';
import { useRepairs, useStuck, type RepairProgress, type Result } from '../api';

/** What each problem is, and what the button does about it. */
const WORDS: Record<StuckProblem, { title: string; repair: string }> = {
  'lost-run': { title: 'Has no workflow', repair: 'Start the workflow' },
  'unmoved-decision': { title: 'Decided, but did not move', repair: 'Send the decision again' },
  'run-of-closed': { title: 'Closed, but its workflow waits', repair: 'End the workflow' },
  'inactive-approver': { title: 'Asks somebody inactive', repair: 'Ask somebody else' },
  'nobody-can-sign': { title: 'Nobody is asked', repair: 'Look for people again' },
  'undelivered-message': { title: 'Temporal was not told', repair: 'Try again now' },
  'failed-mail': { title: 'Mail failed', repair: 'Send again' },
};

const COLORS: Record<Result['result'], string> = {
  sent: 'var(--status-good)',
  gone: 'dimmed',
  failed: 'var(--mantine-color-error)',
};

function StuckTableRow(props: {
  row: StuckRow;
  result: Result | undefined;
  isBusy: boolean;
  onRepair: () => void;
}) {
  const { row, result } = props;
  const words = WORDS[row.problem];
  return (
    <Table.Tr>
      <Table.Td miw={150}>
        {words.title}
        {row.detail && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {row.detail}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {result && (
          <Text size="sm" c={COLORS[result.result]}>
            {result.text}
          </Text>
        )}
        {result?.result !== 'sent' && (
          <Button
            size="xs"
            variant="light"
            loading={props.isBusy}
            onClick={props.onRepair}
            aria-label={`${words.repair}: ${row.title}`}
          >
            {words.repair}
          </Button>
        )}
      </Table.Td>
      <Table.Td maw={320}>
        {row.approvalId ? (
          <Anchor component={Link} to={`/approvals/${row.approvalId}`} size="sm" fw={600}>
            {row.title}
          </Anchor>
        ) : (
          row.title
        )}
      </Table.Td>
      <Table.Td>
        <RelativeTime at={row.since} />
      </Table.Td>
    </Table.Tr>
  );
}

/** How far the repair is, then what it came to; read out as it changes. */
function Told(props: { progress: RepairProgress | null; results: Result[]; error: string | null }) {
  const { progress, results, error } = props;
  const of = (wanted: Result['result']) => results.filter(({ result }) => result === wanted).length;
  return (
    <div role="status">
      {progress && (
        <Stack gap={4} mb="md">
          <Text size="sm">
            Repairing {Math.min(progress.done + 1, progress.total)} of {progress.total}
          </Text>
          <Progress
            value={(progress.done / progress.total) * 100}
            aria-label="How much is repaired"
          />
        </Stack>
      )}
      {!progress && results.length > 0 && (
        <Alert mb="md" color={of('failed') > 0 ? 'orange' : 'green'} variant="light">
          <Text size="sm" c="var(--mantine-color-text)">
            {of('sent')} sent on, {of('gone')} had gone on by themselves, {of('failed')} could not
            be repaired.
          </Text>
        </Alert>
      )}
      {error && (
        <Alert mb="md" color="red" variant="light">
          <Text size="sm" c="var(--mantine-color-text)">
            {error}
          </Text>
        </Alert>
      )}
    </div>
  );
}

function List(props: { stuck: Stuck; repairs: ReturnType<typeof useRepairs> }) {
  const { stuck, repairs } = props;
  return (
    <>
      {!stuck.runsKnown && (
        <Alert mb="md" color="orange" variant="light">
          <Text size="sm" c="var(--mantine-color-text)">
            Temporal does not answer: whether requests lack their workflow cannot be said now.
          </Text>
        </Alert>
      )}
      <Told {...repairs} />
      {stuck.items.length === 0 ? (
        <EmptyState title="Nothing is stuck" />
      ) : (
        <>
          <ScrollTable label="What is stuck" head={['What', 'Repair', 'Where', 'Since']}>
            {stuck.items.map((row) => (
              <StuckTableRow
                key={`${row.problem} ${row.id}`}
                row={row}
                result={repairs.resultOf(row)}
                isBusy={repairs.progress !== null}
                onRepair={() => void repairs.repair([row])}
              />
            ))}
          </ScrollTable>
          {stuck.total > stuck.items.length && (
            <Text size="sm" c="dimmed" mt="sm">
              {count(stuck.total - stuck.items.length, 'more row')}: repair these first, then look
              again.
            </Text>
          )}
        </>
      )}
    </>
  );
}

function StuckPage() {
  const query = useStuck();
  const repairs = useRepairs();
  const rows = query.data?.items ?? [];
  return (
    <>
      <PageHeader
        title="Stuck"
        description="What does not go on by itself. The reconciler looks for lost workflows and decisions each minute as well."
        actions={
          <>
            <Button
              variant="default"
              loading={query.isRefetching}
              onClick={() => {
                repairs.forget();
                void query.refetch();
              }}
            >
              Look again
            </Button>
            <Button
              disabled={rows.length === 0}
              loading={repairs.progress !== null}
              onClick={() => void repairs.repair(rows)}
            >
              Repair all
            </Button>
          </>
        }
      />
      <QueryView query={query}>{(stuck) => <List stuck={stuck} repairs={repairs} />}</QueryView>
    </>
  );
}

/** What is stuck, and one press to send it on. */
export function Component() {
  return (
    <AdminsOnly>
      <StuckPage />
    </AdminsOnly>
  );
}
