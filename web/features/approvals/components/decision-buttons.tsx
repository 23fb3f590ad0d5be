import { Button, Group } from '@mantine/core';
import type { RequestLineWire } from '../../../../domain/wire/approvals';
import { APPROVE_COLOUR } from '../approve-colour';
import type { DecisionControls } from '../use-decision';
import { DecisionModal } from './decision-modal';
import { useT } from '../../../lib/i18n/language';

/** Approve and reject, with the dialog behind the second. */
export function DecisionButtons(props: {
  decision: DecisionControls;
  title: string;
  size?: 'xs' | 'sm';
  withComment?: boolean;
  /** What can be approved in part. */
  lines?: RequestLineWire[];
}) {
  const t = useT();
  const { decision, title, size = 'sm', lines = [] } = props;
  // Buttons of a list say which row they belong to; those of a page need not.
  const label = (verb: string) => (size === 'xs' ? `${verb}: ${title}` : undefined);
  const further = { size, variant: 'default', disabled: decision.busy };
  return (
    <>
      <Group gap="xs">
        <Button
          size={size}
          color={APPROVE_COLOUR}
          aria-label={label(t('Approve'))}
          loading={decision.busyWith === 'approve'}
          onClick={() => decision.send('approve')}
        >
          {t('Approve')}
        </Button>
        <Button
          size={size}
          variant="default"
          aria-label={label(t('Reject'))}
          disabled={decision.busy}
          onClick={() => decision.ask('reject')}
        >
          {t('Reject')}
        </Button>
        {props.withComment && (
          <Button {...further} onClick={() => decision.ask('approve')}>
            {t('Approve with a comment')}
          </Button>
        )}
        {lines.length > 0 && (
          <Button {...further} onClick={() => decision.ask('approve-in-part')}>
            {t('Approve in part')}
          </Button>
        )}
      </Group>
      <DecisionModal
        asking={decision.asking}
        title={title}
        lines={lines}
        withFiles
        busy={decision.busy}
        onClose={decision.stopAsking}
        onDecide={(given) =>
          decision.asking &&
          decision.send(decision.asking === 'reject' ? 'reject' : 'approve', given)
        }
      />
    </>
  );
}
