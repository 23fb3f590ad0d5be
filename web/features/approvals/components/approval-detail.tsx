import { Alert, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Approval } from '../../../../domain/wire/approvals';
import { EventTimeline } from '../../../components/event-timeline';
import { FactList } from '../../../components/fact-list';
import { PersonName } from '../../../components/person-name';
import { RelativeTime } from '../../../components/relative-time';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import type { DecisionControls } from '../use-decision';
import { ApprovalActions } from './approval-actions';
import { CommentBox } from './comment-box';
import { DecisionButtons } from './decision-buttons';
import { StepList } from './step-list';

function Heading({ approval, order }: { approval: Approval; order: 1 | 2 }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={order} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {approval.title}
        </Title>
        <StatusBadge status={approval.status} />
      </Group>
      <Group gap="xs" c="dimmed" fz="sm">
        <Text size="sm">{approval.kindLabel}</Text>
        <PersonName person={approval.requester} size="xs" />
        <Text size="sm" component="span">
          asked <RelativeTime at={approval.submittedAt} />
        </Text>
      </Group>
    </Stack>
  );
}

// An admin, an approver and the requester may each do something; everybody else only reads, until it is closed and
// has a certificate.
function hasActions({ may, status, workflowUrl }: Approval): boolean {
  return (
    status !== 'pending' || may.decide || may.withdraw || may.reassign || workflowUrl !== undefined
  );
}

function Decide({ approval, decision }: { approval: Approval; decision: DecisionControls }) {
  return (
    <Stack gap="sm">
      {decision.refusal && (
        <Alert color="orange" variant="outline" role="alert" title="Your decision was not recorded">
          {decision.refusal}
        </Alert>
      )}
      {approval.may.decide && (
        <DecisionButtons decision={decision} title={approval.title} withComment />
      )}
      <ApprovalActions approval={approval} />
    </Stack>
  );
}

/** An approval, whole: what is asked, who signs, what happened, what I may do. */
export function ApprovalDetail(props: {
  approval: Approval;
  decision: DecisionControls;
  /** 1 where it is the page, 2 beside a list that has the page's heading. */
  order: 1 | 2;
}) {
  const { approval, decision, order } = props;
  return (
    <Stack gap="md">
      <Paper withBorder p="md">
        <Stack gap="md">
          <Heading approval={approval} order={order} />
          {(hasActions(approval) || decision.refusal) && (
            <Decide approval={approval} decision={decision} />
          )}
        </Stack>
      </Paper>
      <SimpleGrid cols={order === 1 ? { base: 1, md: 2 } : 1} spacing="md">
        <Stack gap="md">
          <Section title="What is asked">
            <FactList facts={approval.facts} />
          </Section>
          <Section title="Who signs">
            <StepList steps={approval.steps} />
          </Section>
        </Stack>
        <Section title="History">
          <Stack gap="md">
            <EventTimeline events={approval.timeline} />
            {approval.may.comment && <CommentBox approval={approval} />}
          </Stack>
        </Section>
      </SimpleGrid>
    </Stack>
  );
}
