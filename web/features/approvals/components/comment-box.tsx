import { Button, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Approval } from '../../../../domain/wire/approvals';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe } from '../../../lib/session';
import { useAskForInformation, useComment } from '../api';
import { FilePicker } from './file-picker';
import { useT, type Message } from '../../../lib/i18n/language';

function sent(message: string) {
  notifications.show({ color: 'green', message });
}

const awaitsAnswerOf = ({ informationAskedAt, requester }: Approval, personId: string) =>
  informationAskedAt !== null && requester.id === personId;

const COMMENT = { label: 'Add comment', done: 'Comment added' } as const;
const ANSWER = { label: 'Answer', done: 'Answer sent' } as const;
const FILES = { label: 'Add files', done: 'Files added' } as const;

/** Words without a verdict: a comment to all, or a question to the requester; with files, or files alone. */
export function CommentBox({ approval }: { approval: Approval }) {
  const t = useT();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const comment = useComment(approval.id);
  const ask = useAskForInformation(approval.id);
  const me = useMe();
  const answers = awaitsAnswerOf(approval, me.id);
  const error = comment.error ?? ask.error;
  const clean = text.trim();
  const said = { text: clean, files };
  const filesOnly = !clean && files.length > 0;
  const clear = (message: Message) => () => {
    setText('');
    setFiles([]);
    sent(t(message));
  };
  const { label, done } = filesOnly ? FILES : answers ? ANSWER : COMMENT;
  return (
    <Stack gap="xs">
      <Textarea
        label={answers ? t('Your answer') : t('Comment')}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        error={error?.message}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FilePicker files={files} disabled={comment.isPending || ask.isPending} onChange={setFiles} />
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          disabled={!clean && !filesOnly}
          loading={comment.isPending}
          onClick={() => mutateThen(comment, said, { onSuccess: clear(done) })}
        >
          {t(label)}
        </Button>
        {approval.may.requestInformation && (
          <Button
            variant="default"
            size="xs"
            disabled={!clean}
            loading={ask.isPending}
            onClick={() => mutateThen(ask, said, { onSuccess: clear('Question sent') })}
          >
            {t('Ask for information')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
