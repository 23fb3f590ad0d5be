import { Alert, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Fact } from '../../../../domain/approvals/kind';
import { cutFacts } from '../../../../domain/approvals/partial-approval';
import { parseMoney } from '../../../../domain/money/money';
import type { Approval } from '../../../../domain/wire/approvals';
import { DueTime } from '../../../components/due-time';
import { EventTimeline } from '../../../components/event-timeline';
import { FactList } from '../../../components/fact-list';
import { PersonName } from '../../../components/person-name';
import { RelativeTime } from '../../../components/relative-time';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { useMe } from '../../../lib/session';
import { LinkFetches } from '../../mail/components/link-fetches';
import type { DecisionControls } from '../use-decision';
import { ApprovalActions, hasActions } from './approval-actions';
import { ChangeList } from './change-list';
import { CommentBox } from './comment-box';
import { DecisionButtons } from './decision-buttons';
import { FileList } from './file-list';
import { KindActions } from './kind-actions';
import { PauseNote } from './pause-note';
import { StepList } from './step-list';
import { UndoNote } from './undo-note';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

function Heading({ approval, order }: { approval: Approval; order: 1 | 2 }) {
  const t = useT();
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={order} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {approval.title}
        </Title>
        <StatusBadge status={approval.status} />
      </Group>
      <Group gap="xs" c="dimmed" fz="sm">
        <Text size="sm">{translateIfKnown(approval.kindLabel)}</Text>
        <PersonName person={approval.requester} size="xs" />
        <Text size="sm" component="span">
          {t('asked')} <RelativeTime at={approval.submittedAt} />
        </Text>
        {approval.status === 'pending' && approval.dueAt && (
          <DueTime at={approval.dueAt} on={approval.dueOn} />
        )}
      </Group>
    </Stack>
  );
}

/** Whoever decides for somebody else is reminded of it where they decide. */
function ActingFor({ approval }: { approval: Approval }) {
  const t = useT();
  const me = useMe();
  const mine = approval.waitingOn.find(({ id }) => id === me.id);
  if (!mine?.onBehalfOf) return null;
  return (
    <Text size="sm">
      {t('You decide for {{name}}, who is away.', { name: mine.onBehalfOf.name })}
    </Text>
  );
}

function Decide({ approval, decision }: { approval: Approval; decision: DecisionControls }) {
  const t = useT();
  return (
    <Stack gap="sm">
      {decision.refusal && (
        <Alert
          color="orange"
          variant="outline"
          role="alert"
          title={t('Your decision was not recorded')}
        >
          {decision.refusal}
        </Alert>
      )}
      {approval.may.decide && <ActingFor approval={approval} />}
      {approval.may.decide && (
        <DecisionButtons
          decision={decision}
          title={approval.title}
          withComment
          lines={approval.lines}
        />
      )}
      <ApprovalActions approval={approval} />
    </Stack>
  );
}

/** What the approvals so far left of what was asked, line by line, where they cut something. */
function cutOf({ lines }: Approval): Fact[] {
  return cutFacts(lines.map((line) => ({ ...line, left: parseMoney(line.left) })));
}

/** Only labels: a value may be what somebody wrote. */
const withLabelInLanguage = ({ label, value }: Fact): Fact => ({
  ...{ label: translateIfKnown(label), value },
});

function withFiles(entry: Approval['timeline'][number], approvalId: string) {
  if (!entry.files) return entry;
  return { ...entry, below: <FileList approvalId={approvalId} files={entry.files} /> };
}

/** An approval, whole: what is asked, who signs, what happened, what I may do. */
export function ApprovalDetail(props: {
  approval: Approval;
  decision: DecisionControls;
  /** 1 where it is the page, 2 beside a list that has the page's heading. */
  order: 1 | 2;
}) {
  const { approval, decision, order } = props;
  const t = useT();
  const isAdmin = useMe().roles.includes('admin');
  return (
    <Stack gap="md">
      <Paper withBorder p="md">
        <Stack gap="md">
          <Heading approval={approval} order={order} />
          <PauseNote approval={approval} />
          {approval.undo && (
            <UndoNote
              key={approval.undo.decisionId}
              decision={{ ...approval.undo, id: approval.id, title: approval.title }}
              withVerdict
            />
          )}
          {(approval.may.decide || hasActions(approval) || decision.refusal) && (
            <Decide approval={approval} decision={decision} />
          )}
          <KindActions approval={approval} />
        </Stack>
      </Paper>
      <SimpleGrid cols={order === 1 ? { base: 1, md: 2 } : 1} spacing="md">
        <Stack gap="md">
          <Section title={t('What is asked')}>
            <FactList facts={[...approval.facts, ...cutOf(approval)].map(withLabelInLanguage)} />
          </Section>
          {approval.changes.length > 0 && (
            <Section title={t('Changed in version {{version}}', { version: approval.version })}>
              <ChangeList changes={approval.changes} />
            </Section>
          )}
          <Section title={t('Who signs')}>
            <StepList steps={approval.steps} dueOn={approval.dueOn} />
          </Section>
        </Stack>
        <Stack gap="md">
          <Section title={t('History')}>
            <Stack gap="md">
              <EventTimeline
                events={approval.timeline.map((entry) => withFiles(entry, approval.id))}
              />
              {approval.may.comment && <CommentBox approval={approval} />}
            </Stack>
          </Section>
          {isAdmin && <LinkFetches of={{ approvalId: approval.id }} />}
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}
