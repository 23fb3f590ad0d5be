import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { OnboardingTaskWire, ReviewDocuments } from '../../../../domain/wire/onboarding';
import { mutateThen } from '../../../lib/mutate-then';
import { useReview } from '../api';
import { ReasonModal } from './reason-modal';

/** HR accepts what waits, which settles the task, or sends it back with a reason. */
export function ReviewButtons({ task }: { task: OnboardingTaskWire }) {
  const [asking, setAsking] = useState(false);
  const review = useReview(task.id);
  const documents = task.documents.filter(({ status }) => status === 'waiting').map(({ id }) => id);
  const close = () => {
    review.reset();
    setAsking(false);
  };
  const send = (wanted: ReviewDocuments) =>
    mutateThen(review, wanted, {
      onSuccess: () => {
        const what = wanted.verdict === 'accept' ? 'Accepted' : 'Sent back';
        notifications.show({ color: 'green', message: `${what}: ${task.title}` });
        setAsking(false);
      },
      onError: ({ message }) => {
        if (!asking) notifications.show({ color: 'red', message });
      },
    });
  return (
    <Group gap="xs">
      <Button
        size="xs"
        loading={review.isPending && !asking}
        aria-label={`Accept: ${task.title} of ${task.person.name}`}
        onClick={() => send({ verdict: 'accept', documents })}
      >
        Accept
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={`Send back: ${task.title} of ${task.person.name}`}
        onClick={() => setAsking(true)}
      >
        Send back
      </Button>
      <ReasonModal
        opened={asking}
        onClose={close}
        onConfirm={(reason) => send({ verdict: 'send-back', documents, reason })}
        title="Send back?"
        help={`${task.owner?.name ?? 'The owner'} is told, and hands it in again. What was sent back is removed after thirty days.`}
        label="Reason"
        missing="Say why"
        confirm="Send back"
        error={review.error?.message}
        isPending={review.isPending}
      />
    </Group>
  );
}
