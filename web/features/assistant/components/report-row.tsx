import { Anchor, Button, Group, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AssistantReport } from '../../../../domain/wire/assistant-threads';
import { ProblemNote } from '../../../components/problem-note';
import { RelativeTime } from '../../../components/relative-time';
import { formatInstant } from '../../../lib/dates';
import { useT } from '../../../lib/i18n/language';
import { useZone } from '../../../lib/session';
import { useDeleteReport, useMoveReport, useRenameReport } from '../report-api';
import { sayEnd, sayRhythm, sayRun } from '../rhythm-words';
import { RenameModal } from './rename-modal';
import { ScheduleModal } from './schedule-modal';

function Mailed({ report: { schedule, endedBecause, runs } }: { report: AssistantReport }) {
  const t = useT();
  const zone = useZone();
  const [last] = runs;
  const end = sayEnd(endedBecause);
  return (
    <>
      {schedule ? (
        <>
          <Text size="sm">
            {sayRhythm(schedule.rhythm)}
            {schedule.zone === zone ? '' : ` (${schedule.zone})`}
          </Text>
          <Text size="xs" c="dimmed">
            {t('Next: {{when}}', { when: formatInstant(schedule.nextRunAt, zone) })}
          </Text>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {end ?? t('Not mailed')}
        </Text>
      )}
      {last && (
        <Text size="xs" c="dimmed">
          {t('Last: {{when}} · {{outcome}}', {
            ...{ when: formatInstant(last.dueAt, zone), outcome: sayRun(last) },
          })}
        </Text>
      )}
    </>
  );
}

function Deletion({ report }: { report: AssistantReport }) {
  const t = useT();
  const remove = useDeleteReport();
  const [isSure, setSure] = useState(false);
  if (!isSure)
    return (
      <Button
        size="xs"
        variant="default"
        aria-label={t('Delete “{{title}}”', { title: report.title })}
        onClick={() => setSure(true)}
      >
        {t('Delete')}
      </Button>
    );
  return (
    <>
      <Button
        size="xs"
        color="red.8"
        loading={remove.isPending}
        onClick={() => remove.mutate(report.id)}
      >
        {t('Delete it')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setSure(false)}>
        {t('Keep it')}
      </Button>
      <ProblemNote title={t('Not deleted')} problem={remove.error} />
    </>
  );
}

function MovesAlong({ report: { id, title, movesAlong } }: { report: AssistantReport }) {
  const t = useT();
  const move = useMoveReport();
  return (
    <>
      <Switch
        size="xs"
        mt="xs"
        label={t('Periods move along')}
        aria-label={t('Periods of “{{title}}” move along', { title })}
        checked={movesAlong}
        disabled={move.isPending}
        onChange={({ currentTarget }) => move.mutate({ id, movesAlong: currentTarget.checked })}
      />
      <ProblemNote title={t('Not changed')} problem={move.error} />
    </>
  );
}

/** A report of mine: its name, when it is mailed, and what can be done with it. */
export function ReportRow({ report }: { report: AssistantReport }) {
  const t = useT();
  const rename = useRenameReport();
  const [opened, setOpened] = useState<'rename' | 'mail' | null>(null);
  const close = () => setOpened(null);
  const { id, title, createdAt } = report;
  return (
    <Table.Tr>
      <Table.Td maw={320} style={{ overflowWrap: 'anywhere' }}>
        <Anchor component={Link} to={`/assistant/reports/${id}`} size="sm">
          {title}
        </Anchor>
        <Text size="xs" c="dimmed">
          <RelativeTime at={createdAt} />
        </Text>
        {report.hasPeriod && <MovesAlong report={report} />}
      </Table.Td>
      <Table.Td>
        <Mailed report={report} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-label={t('Mail “{{title}}”', { title })}
            onClick={() => setOpened('mail')}
          >
            {t('Mail this …')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('Rename “{{title}}”', { title })}
            onClick={() => setOpened('rename')}
          >
            {t('Rename …')}
          </Button>
          <Deletion report={report} />
        </Group>
        {opened === 'rename' && (
          <RenameModal
            heading={t('Rename the report')}
            of={{ id, title }}
            rename={rename}
            onClose={close}
          />
        )}
        {opened === 'mail' && <ScheduleModal report={report} onClose={close} />}
      </Table.Td>
    </Table.Tr>
  );
}
