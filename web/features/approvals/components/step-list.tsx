import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { Approval } from '../../../../domain/wire/approvals';
import { DueTime } from '../../../components/due-time';
import { PersonName } from '../../../components/person-name';
import { RelativeTime } from '../../../components/relative-time';
import { StatusBadge } from '../../../components/status-badge';
import { formatCountdown, useTimeLeft } from '../../../lib/use-time-left';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

type Step = Approval['steps'][number];

/** Whoever reads a decision that can still be taken back is told so. */
function NotYet({ at }: { at: string }) {
  const t = useT();
  const left = useTimeLeft(at);
  if (left === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('takes effect in')} <time dateTime={at}>{formatCountdown(left)}</time>
    </Text>
  );
}

function Decided({ decision }: { decision: NonNullable<Step['decision']> }) {
  const t = useT();
  return (
    <Stack gap={2}>
      <Text size="sm">
        {decision.onBehalfOf
          ? t('{{name}} for {{other}}', {
              name: decision.by.name,
              other: decision.onBehalfOf.name,
            })
          : decision.by.name}{' '}
        {decision.verdict === 'approve' ? t('approved') : t('rejected')}
        {decision.lines && ` ${t('in part')}`}
        {decision.channel === 'email' && ` ${t('by mail')}`}, <RelativeTime at={decision.at} />
      </Text>
      {decision.takesEffectAt && <NotYet at={decision.takesEffectAt} />}
      {decision.override && (
        <Badge variant="default" tt="none" fw={500}>
          {t('Admin override')}
        </Badge>
      )}
      {decision.comment && (
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          “{decision.comment}”
        </Text>
      )}
    </Stack>
  );
}

function StepRow(props: { step: Step; parallel: boolean; dueOn: Approval['dueOn'] }) {
  const t = useT();
  const { step, parallel, dueOn } = props;
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Badge variant="default" tt="none" circle={false}>
            {step.stage + 1}
          </Badge>
          <Text size="sm" fw={600}>
            {translateIfKnown(step.name)}
          </Text>
          {parallel && (
            <Text size="xs" c="dimmed">
              {t('at the same time')}
            </Text>
          )}
        </Group>
        <StatusBadge status={step.status} />
      </Group>
      <Stack gap={4} mt={6}>
        {step.decision ? (
          <Decided decision={step.decision} />
        ) : (
          step.approvers.length > 0 && (
            <Group gap="sm">
              {step.approvers.map((person) => (
                <PersonName key={person.id} person={person} size="xs" />
              ))}
            </Group>
          )
        )}
        {step.status === 'open' && step.dueAt && <DueTime at={step.dueAt} on={dueOn} />}
      </Stack>
    </Paper>
  );
}

/** The signatures, in the order they are asked for. */
export function StepList({ steps, dueOn }: Pick<Approval, 'steps' | 'dueOn'>) {
  const atStage = (stage: number) => steps.filter((step) => step.stage === stage).length;
  return (
    <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
      {steps.map((step) => (
        <StepRow key={step.key} step={step} parallel={atStage(step.stage) > 1} dueOn={dueOn} />
      ))}
    </Stack>
  );
}
