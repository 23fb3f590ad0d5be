import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { OnboardingDetail } from '../../../../domain/wire/onboarding';
import { FactList } from '../../../components/fact-list';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { holdsAny, useMe } from '../../../lib/session';
import { useCancel, useOnboarding } from '../api';
import { ChecklistProgress } from '../components/onboarding-table';
import { ReasonModal } from '../components/reason-modal';
import { TaskList } from '../components/task-list';
import { PURPOSE_WORDS } from '../words';
import { BeforeFirstDay } from '../../preboarding/components/before-first-day';

function CancelButton({ onboarding }: { onboarding: OnboardingDetail }) {
  const [opened, { open, close }] = useDisclosure(false);
  const cancel = useCancel(onboarding.id);
  return (
    <>
      <Button variant="default" onClick={open}>
        Cancel it
      </Button>
      <ReasonModal
        opened={opened}
        onClose={close}
        onConfirm={(reason) => mutateThen(cancel, reason, { onSuccess: close })}
        title="Cancel this checklist?"
        help="Its open tasks wait for nobody any more. What was done stays on record."
        label="Reason"
        missing="Say why"
        confirm="Cancel it"
        error={cancel.error?.message}
        isPending={cancel.isPending}
      />
    </>
  );
}

function factsOf({ dayZero, purpose, template, startedBy, ended }: OnboardingDetail) {
  const joins = purpose === 'onboarding';
  return [
    { label: 'Checklist', value: template },
    { label: joins ? 'First day' : 'Last day', value: formatDate(dayZero) },
    { label: 'Started by', value: startedBy.name },
    ...(ended?.by ? [{ label: 'Cancelled by', value: ended.by.name }] : []),
    ...(ended?.reason ? [{ label: 'Reason', value: ended.reason }] : []),
  ];
}

function Detail({ onboarding }: { onboarding: OnboardingDetail }) {
  const keeps = holdsAny(useMe(), 'hr', 'admin');
  const { purpose, person, status, checklist, tasks } = onboarding;
  return (
    <>
      <PageHeader
        title={`${PURPOSE_WORDS[purpose]} of ${person.name}`}
        actions={
          <>
            <StatusBadge status={status} />
            {keeps && status === 'running' && <CancelButton onboarding={onboarding} />}
          </>
        }
      />
      <Stack gap="md">
        <Section title="How far it is">
          <ChecklistProgress tasks={tasks} />
          <FactList facts={factsOf(onboarding)} />
        </Section>
        {keeps && purpose === 'onboarding' && <BeforeFirstDay onboarding={onboarding} />}
        <Section title="Tasks">
          <TaskList label="Tasks" tasks={checklist} />
        </Section>
      </Stack>
    </>
  );
}

/** How far one person's checklist is, task by task. */
export function Component() {
  const { id = '' } = useParams();
  const query = useOnboarding(id);
  return <QueryView query={query}>{(data) => <Detail onboarding={data} />}</QueryView>;
}
