import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Verdict } from '../../../../domain/approvals/vocabulary';

interface Props {
  /** What is being decided; null keeps the dialog closed. */
  verdict: Verdict | null;
  title: string;
  busy: boolean;
  onClose: () => void;
  onDecide: (comment: string | undefined) => void;
}

const WORDS = {
  approve: {
    heading: 'Approve with a comment',
    label: 'Comment',
    button: 'Approve',
    color: 'teal.9',
  },
  reject: { heading: 'Reject', label: 'Reason', button: 'Reject', color: 'red.8' },
};

function Body({ verdict, title, busy, onClose, onDecide }: Props & { verdict: Verdict }) {
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const words = WORDS[verdict];
  const decide = () => {
    const text = comment.trim();
    if (verdict === 'reject' && !text) setMissing(true);
    else onDecide(text || undefined);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        decide();
      }}
    >
      <Stack>
        <Text size="sm">{title}</Text>
        <Textarea
          data-autofocus
          label={words.label}
          description={
            verdict === 'reject' ? 'The requester reads this. Ctrl+Enter sends it.' : undefined
          }
          withAsterisk={verdict === 'reject'}
          autosize
          minRows={3}
          maxLength={4000}
          value={comment}
          error={missing && !comment.trim() ? 'Say why you reject it' : undefined}
          onChange={(event) => setComment(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) decide();
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color={words.color} loading={busy}>
            {words.button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks for the reason of a rejection, or the comment of an approval. */
export function DecisionModal(props: Props) {
  const { verdict, onClose } = props;
  return (
    <Modal
      opened={verdict !== null}
      onClose={onClose}
      title={verdict ? WORDS[verdict].heading : ''}
    >
      {verdict && <Body {...props} verdict={verdict} />}
    </Modal>
  );
}
