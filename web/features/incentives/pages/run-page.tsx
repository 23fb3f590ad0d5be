import { Alert, Anchor, Button, Group, List, Stack } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { IncentiveRunWire } from '../../../../domain/wire/incentives';
import { FactList } from '../../../components/fact-list';
import { ProblemNote } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { formatMoney } from '../../../lib/money';
import { useDiscardRun, useRun } from '../api';
import { IncentivesPage } from '../components/incentives-page';
import { StatementList } from '../components/statement-list';

const NEXT: Record<IncentiveRunWire['status'], string> = {
  draft: 'A preview: nothing is paid before it is signed.',
  pending: 'Waits for its signatures.',
  approved: 'Signed; its statements are being published.',
  published: 'Its statements are out.',
  discarded: 'Given up.',
};

function sayState(run: IncentiveRunWire): string {
  if (run.status !== 'published') return NEXT[run.status];
  const books = run.postedAt === null ? 'Being entered into the books' : 'Entered into the books';
  return `${NEXT.published} ${books}.`;
}

function Problems({ run }: { run: IncentiveRunWire }) {
  if (run.problems.length === 0) return null;
  return (
    <Alert color="orange" variant="outline" role="note" title="It cannot be signed as it is">
      <List size="sm">
        {run.problems.map((problem) => (
          <List.Item key={problem}>{problem}</List.Item>
        ))}
      </List>
      Set right what is missing, then draw the period up again.
    </Alert>
  );
}

function Actions({ run }: { run: IncentiveRunWire }) {
  const discard = useDiscardRun(run.id);
  return (
    <Stack gap="xs">
      <ProblemNote title="Nothing was changed" problem={discard.error} />
      <Group gap="xs">
        {run.status === 'draft' && (
          <>
            <Button
              component={Link}
              to={`/requests/new/incentive-run?runId=${run.id}`}
              data-disabled={run.problems.length > 0 || undefined}
            >
              Ask for signatures
            </Button>
            <Button
              variant="default"
              loading={discard.isPending}
              onClick={() => discard.mutate(undefined)}
            >
              Give it up
            </Button>
          </>
        )}
        {run.approvalId && (
          <Anchor component={Link} to={`/approvals/${run.approvalId}`} size="sm" underline="always">
            The request and its signatures
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}

function Run({ run }: { run: IncentiveRunWire }) {
  return (
    <Stack gap="md">
      <Section
        title={`${run.plan.name}, ${run.period}`}
        actions={<StatusBadge status={run.status} />}
      >
        <Stack gap="sm">
          <FactList
            facts={[
              { label: 'Department', value: run.department.name },
              { label: 'Period', value: `${formatDate(run.from)} to ${formatDate(run.to)}` },
              { label: 'Drawn up by', value: run.drawnBy.name },
              { label: 'To be paid', value: formatMoney(run.payable) },
              { label: 'State', value: sayState(run) },
              { label: 'Fingerprint', value: run.hash },
            ]}
          />
          <Problems run={run} />
          <Actions run={run} />
        </Stack>
      </Section>
      <Section title="Statements">
        <StatementList runId={run.id} />
      </Section>
    </Stack>
  );
}

/** One run, from its preview to its payment. */
export function Component() {
  const { id = '' } = useParams();
  const query = useRun(id);
  return (
    <IncentivesPage title="Incentive run">
      <QueryView query={query}>{(run) => <Run run={run} />}</QueryView>
    </IncentivesPage>
  );
}
