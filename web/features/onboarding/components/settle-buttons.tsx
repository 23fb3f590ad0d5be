import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { OnboardingTaskWire, SettleTask } from '../../../../domain/wire/onboarding';
import { mutateThen } from '../../../lib/mutate-then';
import { useSettle } from '../api';
import { HandInButton } from './documents';
import { ReasonModal } from './reason-modal';

type Asking = 'document' | 'reason' | null;

/** A tick; where a document is to be handed in, that instead. */
function DoneButton(props: { task: OnboardingTaskWire; loading: boolean; onClick: () => void }) {
  const { task, loading, onClick } = props;
  if (task.documentKind !== null) return <HandInButton task={task} />;
  return (
    <Button size="xs" loading={loading} aria-label={`Done: ${task.title}`} onClick={onClick}>
      Done
    </Button>
  );
}

/** Ticks a task of one's own off, or says why it does not apply. */
export function SettleButtons({ task }: { task: OnboardingTaskWire }) {
  const [asking, setAsking] = useState<Asking>(null);
  const settle = useSettle(task.id);
  const close = () => {
    settle.reset();
    setAsking(null);
  };
  const send = (wanted: SettleTask) =>
    mutateThen(settle, wanted, {
      onSuccess: () => {
        notifications.show({ color: 'green', message: `Settled: ${task.title}` });
        setAsking(null);
      },
      onError: ({ message }) => {
        if (asking === null) notifications.show({ color: 'red', message });
      },
    });
  const shared = { onClose: close, error: settle.error?.message, isPending: settle.isPending };
  return (
    <Group gap="xs">
      <DoneButton
        task={task}
        loading={settle.isPending && asking === null}
        onClick={() => (task.wantsDocument ? setAsking('document') : send({ outcome: 'done' }))}
      />
      <Button
        size="xs"
        variant="default"
        aria-label={`Not applicable: ${task.title}`}
        onClick={() => setAsking('reason')}
      >
        Not applicable
      </Button>
      <ReasonModal
        {...shared}
        opened={asking === 'document'}
        onConfirm={(document) => send({ outcome: 'done', document })}
        title={task.title}
        help="This task wants a document. Say where it is kept, so that others find it: a folder, a number, a link."
        label="Where the document is"
        missing="Say where the document is kept"
        confirm="Done"
        oneLine
      />
      <ReasonModal
        {...shared}
        opened={asking === 'reason'}
        onConfirm={(reason) => send({ outcome: 'not-applicable', reason })}
        title="Not applicable?"
        help={`“${task.title}” counts as settled. Whoever sees the checklist reads why.`}
        label="Reason"
        missing="Say why"
        confirm="Not applicable"
      />
    </Group>
  );
}
