import { Button, Group, List, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { FIRST_HOUR, LAST_HOUR, type Rhythm } from '../../../../domain/assistant/rhythm';
import type { AssistantReport } from '../../../../domain/wire/assistant-threads';
import { FormProblem, ProblemNote } from '../../../components/problem-note';
import { formatInstant } from '../../../lib/dates';
import { translate, useT } from '../../../lib/i18n/language';
import { mutateThen } from '../../../lib/mutate-then';
import { useZone } from '../../../lib/session';
import { useScheduleReport, useStopReport } from '../report-api';
import { sayHour, sayRun, sayWeekday } from '../rhythm-words';

/** What is chosen, whether or not the rhythm has a place for it. */
interface Chosen {
  every: Rhythm['every'];
  weekday: number;
  day: number;
  hour: number;
}

const FIRST_CHOICE: Chosen = { every: 'week', weekday: 1, day: 1, hour: 9 };

const rhythmOf = ({ every, weekday, day, hour }: Chosen): Rhythm =>
  every === 'weekday'
    ? { every, hour }
    : every === 'week'
      ? { every, weekday, hour }
      : { every, day, hour };

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

function RhythmFields(props: { chosen: Chosen; onChoose: (change: Partial<Chosen>) => void }) {
  const t = useT();
  const { chosen, onChoose } = props;
  const zone = useZone();
  return (
    <>
      <NativeSelect
        label={t('How often')}
        data-autofocus
        value={chosen.every}
        data={[
          { value: 'weekday', label: t('Monday to Friday') },
          { value: 'week', label: t('Every week') },
          { value: 'month', label: t('Every month') },
        ]}
        onChange={({ currentTarget }) =>
          onChoose({ every: currentTarget.value as Rhythm['every'] })
        }
      />
      {chosen.every === 'week' && (
        <NativeSelect
          label={t('On')}
          value={String(chosen.weekday)}
          data={numbers(1, 7).map((day) => ({ value: String(day), label: sayWeekday(day) }))}
          onChange={({ currentTarget }) => onChoose({ weekday: Number(currentTarget.value) })}
        />
      )}
      {chosen.every === 'month' && (
        <NativeSelect
          label={t('On day')}
          description={t('A month that is shorter has it on its last day.')}
          value={String(chosen.day)}
          data={numbers(1, 31).map(String)}
          onChange={({ currentTarget }) => onChoose({ day: Number(currentTarget.value) })}
        />
      )}
      <NativeSelect
        label={t('At')}
        description={t('By the clock of {{zone}}.', { zone })}
        value={String(chosen.hour)}
        data={numbers(FIRST_HOUR, LAST_HOUR).map((hour) => ({
          ...{ value: String(hour), label: sayHour(hour) },
        }))}
        onChange={({ currentTarget }) => onChoose({ hour: Number(currentTarget.value) })}
      />
    </>
  );
}

function LastTimes({ runs }: Pick<AssistantReport, 'runs'>) {
  const t = useT();
  const zone = useZone();
  return (
    <section aria-label={t('Last times')}>
      <Text fw={600} size="sm">
        {t('Last times')}
      </Text>
      {runs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('It was not due yet.')}
        </Text>
      ) : (
        <List size="sm">
          {runs.map((run) => (
            <List.Item key={run.dueAt}>
              <time dateTime={run.dueAt}>{formatInstant(run.dueAt, zone)}</time>
              {' · '}
              {sayRun(run)}
            </List.Item>
          ))}
        </List>
      )}
    </section>
  );
}

function Form({ report, onClose }: { report: AssistantReport; onClose: () => void }) {
  const t = useT();
  const { id, schedule, runs } = report;
  const [chosen, setChosen] = useState<Chosen>({ ...FIRST_CHOICE, ...schedule?.rhythm });
  const set = useScheduleReport();
  const stop = useStopReport();
  const done = (message: string) => {
    notifications.show({ color: 'green', message });
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutateThen(
          set,
          { id, rhythm: rhythmOf(chosen) },
          { onSuccess: () => done(translate('It is mailed to you from now on')) },
        );
      }}
    >
      <Stack>
        <FormProblem title={t('Not saved')} problem={set.error} />
        <ProblemNote title={t('Not ended')} problem={stop.error} />
        <Text size="sm">
          {t(
            'It is looked up anew each time, within what you may see then, and mailed to you alone.',
          )}
        </Text>
        <RhythmFields
          chosen={chosen}
          onChoose={(change) => setChosen((before) => ({ ...before, ...change }))}
        />
        <LastTimes runs={runs} />
        <Group justify="flex-end">
          {schedule && (
            <Button
              variant="default"
              loading={stop.isPending}
              onClick={() =>
                mutateThen(stop, id, { onSuccess: () => done(translate('It is mailed no more')) })
              }
            >
              {t('Mail it no more')}
            </Button>
          )}
          <Button type="submit" loading={set.isPending}>
            {t('Save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** When a report of mine is mailed to me, and what became of the last times. */
export function ScheduleModal(props: { report: AssistantReport; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('Mail “{{title}}”', { title: props.report.title })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <Form {...props} />
    </Modal>
  );
}
