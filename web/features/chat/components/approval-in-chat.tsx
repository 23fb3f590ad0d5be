import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Approval } from '../../../../domain/wire/approvals';
import { DueTime } from '../../../components/due-time';
import { FactList } from '../../../components/fact-list';
import { LoadingState } from '../../../components/loading-state';
import { StatusBadge } from '../../../components/status-badge';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useApproval } from '../../approvals/api';
import { CommentBox } from '../../approvals/components/comment-box';
import { DecisionButtons } from '../../approvals/components/decision-buttons';
import { UndoNote } from '../../approvals/components/undo-note';
import { useDecision } from '../../approvals/use-decision';
import { translate, translateIfKnown } from '../../../lib/i18n/language';

/** Who has signed so far, and what. */
function Decisions({ approval }: { approval: Approval }) {
  const zone = useZone();
  return approval.decisions.map(({ id, by, verdict, comment, at }) => (
    <Text key={id} size="sm">
      {verdict === 'approve'
        ? translate('Approved by {{name}} on {{when}}', {
            name: by.name,
            when: formatInstant(at, zone),
          })
        : translate('Rejected by {{name}} on {{when}}', {
            name: by.name,
            when: formatInstant(at, zone),
          })}
      {comment && `: ${comment}`}
    </Text>
  ));
}

function Deciding({ approval }: { approval: Approval }) {
  const decision = useDecision(approval);
  return (
    <>
      {decision.refusal && (
        <Text size="sm" role="alert">
          {translate('Your decision was not recorded')}. {decision.refusal}
        </Text>
      )}
      {approval.may.decide && (
        <DecisionButtons decision={decision} title={approval.title} size="xs" />
      )}
    </>
  );
}

function Shown({ approval }: { approval: Approval }) {
  const [commenting, setCommenting] = useState(false);
  const { id, title, undo, may } = approval;
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        <StatusBadge status={approval.status} />
      </Group>
      <Group gap="xs" c="dimmed" fz="sm">
        {translate('{{kind}} of {{name}}', {
          ...{ kind: translateIfKnown(approval.kindLabel), name: approval.requester.name },
        })}
        {approval.status === 'pending' && approval.dueAt && (
          <DueTime at={approval.dueAt} on={approval.dueOn} />
        )}
      </Group>
      <FactList facts={approval.facts} />
      <Decisions approval={approval} />
      {undo && <UndoNote key={undo.decisionId} decision={{ ...undo, id, title }} withVerdict />}
      <Deciding approval={approval} />
      <Group gap="xs">
        {may.comment && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={commenting}
            onClick={() => setCommenting(!commenting)}
          >
            {translate('Comment')}
          </Button>
        )}
        <Anchor component={Link} to={`/approvals/${id}`} size="sm">
          {translate('Open')}
        </Anchor>
      </Group>
      {commenting && <CommentBox approval={approval} />}
    </Stack>
  );
}

/** An approval beside a message, as its reader may see it and with what they may do; it changes when the request does. */
export function ApprovalInChat({ id }: { id: string }) {
  const { data, error, refetch } = useApproval(id);
  return (
    <Paper
      withBorder
      p="sm"
      my={4}
      maw={520}
      component="section"
      aria-label={data?.title ?? translate('Approval')}
    >
      {data ? (
        <Shown approval={data} />
      ) : !error ? (
        <LoadingState />
      ) : error.status === 404 ? (
        <Text size="sm" c="dimmed">
          {translate('Not available to you')}
        </Text>
      ) : (
        <Group gap="xs">
          <Text size="sm">{error.message}</Text>
          <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
            {translate('Try again')}
          </Button>
        </Group>
      )}
    </Paper>
  );
}
