import { Button, Group } from '@mantine/core';
import type { DecisionControls } from '../use-decision';
import { DecisionModal } from './decision-modal';

/** Approve and reject, with the dialog behind the second. */
export function DecisionButtons(props: {
  decision: DecisionControls;
  title: string;
  size?: 'xs' | 'sm';
  withComment?: boolean;
}) {
  const { decision, title, size = 'sm' } = props;
  // Buttons of a list say which row they belong to; those of a page need not.
  const label = (verb: string) => (size === 'xs' ? `${verb}: ${title}` : undefined);
  return (
    <>
      <Group gap="xs">
        <Button
          size={size}
          color="teal.9"
          aria-label={label('Approve')}
          loading={decision.busyWith === 'approve'}
          onClick={() => decision.send('approve')}
        >
          Approve
        </Button>
        <Button
          size={size}
          variant="default"
          aria-label={label('Reject')}
          disabled={decision.busy}
          onClick={() => decision.ask('reject')}
        >
          Reject
        </Button>
        {props.withComment && (
          <Button
            size={size}
            variant="subtle"
            disabled={decision.busy}
            onClick={() => decision.ask('approve')}
          >
            Approve with a comment
          </Button>
        )}
      </Group>
      <DecisionModal
        verdict={decision.asking}
        title={title}
        busy={decision.busy}
        onClose={decision.stopAsking}
        onDecide={(comment) => decision.asking && decision.send(decision.asking, comment)}
      />
    </>
  );
}
