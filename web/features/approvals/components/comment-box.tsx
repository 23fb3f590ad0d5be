import { Button, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Approval } from '../../../../domain/wire/approvals';
import { useMe } from '../../../lib/session';
import { useAskForInformation, useComment } from '../api';

function sent(message: string) {
  notifications.show({ color: 'green', message });
}

/** Words without a verdict: a comment to all, or a question to the requester. */
export function CommentBox({ approval }: { approval: Approval }) {
  const [text, setText] = useState('');
  const comment = useComment(approval.id);
  const ask = useAskForInformation(approval.id);
  const me = useMe();
  const answers = approval.informationAskedAt !== null && approval.requester.id === me.id;
  const error = comment.error ?? ask.error;
  const clean = text.trim();
  const clear = (message: string) => () => {
    setText('');
    sent(message);
  };
  return (
    <Stack gap="xs">
      <Textarea
        label={answers ? 'Your answer' : 'Comment'}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        error={error?.message}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          disabled={!clean}
          loading={comment.isPending}
          onClick={() =>
            comment.mutate(
              { text: clean },
              { onSuccess: clear(answers ? 'Answer sent' : 'Comment added') },
            )
          }
        >
          {answers ? 'Answer' : 'Add comment'}
        </Button>
        {approval.may.requestInformation && (
          <Button
            variant="default"
            size="xs"
            disabled={!clean}
            loading={ask.isPending}
            onClick={() => ask.mutate({ text: clean }, { onSuccess: clear('Question sent') })}
          >
            Ask for information
          </Button>
        )}
      </Group>
    </Stack>
  );
}
