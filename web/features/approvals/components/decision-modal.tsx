import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RequestLineWire } from '../../../../domain/wire/approvals';
import type { Decision } from '../api';
import { APPROVE_COLOUR } from '../approve-colour';
import type { Asking } from '../use-decision';
import { FilePicker } from './file-picker';
import { LineAmounts, useLineAmounts } from './line-amounts';
import { useT, type Message } from '../../../lib/i18n/language';

interface Props {
  /** What is being decided; null keeps the dialog closed. */
  asking: Asking | null;
  title: string;
  /** What can be approved in part. */
  lines?: RequestLineWire[];
  /** Whether files can go along: not where many are decided at once. */
  withFiles?: boolean;
  busy: boolean;
  onClose: () => void;
  onDecide: (decision: Omit<Decision, 'verdict'>) => void;
}

interface Words {
  heading: Message;
  label: Message;
  button: Message;
  color: string;
  /** What is said when nothing was written; null where nothing need be. */
  missing: Message | null;
}

const WORDS: Record<Asking, Words> = {
  approve: {
    heading: 'Approve with a comment',
    label: 'Comment',
    button: 'Approve',
    color: APPROVE_COLOUR,
    missing: null,
  },
  'approve-in-part': {
    heading: 'Approve in part',
    label: 'Reason',
    button: 'Approve in part',
    color: APPROVE_COLOUR,
    missing: 'Say why you approve less than was asked',
  },
  reject: {
    heading: 'Reject',
    label: 'Reason',
    button: 'Reject',
    color: 'red.8',
    missing: 'Say why you reject it',
  },
};

function Reason(props: {
  words: Words;
  value: string;
  wanted: boolean;
  onChange: (text: string) => void;
  onSend: () => void;
}) {
  const t = useT();
  const { words, value, wanted } = props;
  const isReason = words.missing !== null;
  return (
    <Textarea
      data-autofocus={words !== WORDS['approve-in-part'] || undefined}
      label={t(words.label)}
      description={isReason ? t('The requester reads this. Ctrl+Enter sends it.') : undefined}
      withAsterisk={isReason}
      autosize
      minRows={3}
      maxLength={4000}
      value={value}
      error={wanted && words.missing && !value.trim() ? t(words.missing) : undefined}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onSend();
      }}
    />
  );
}

function Body({ asking, ...props }: Props & { asking: Asking }) {
  const t = useT();
  const [comment, setComment] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [tried, setTried] = useState(false);
  const amounts = useLineAmounts(props.lines ?? []);
  const words = WORDS[asking];
  const inPart = asking === 'approve-in-part';
  const decide = () => {
    setTried(true);
    const text = comment.trim();
    if ((words.missing && !text) || (inPart && amounts.problem)) return;
    props.onDecide({
      ...(text ? { comment: text } : {}),
      ...(inPart ? { lines: amounts.lines } : {}),
      ...(files.length > 0 ? { files } : {}),
    });
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
        <Text size="sm">{props.title}</Text>
        {inPart && <LineAmounts amounts={amounts} tried={tried} />}
        <Reason
          {...{ words, wanted: tried }}
          value={comment}
          onChange={setComment}
          onSend={decide}
        />
        {props.withFiles && <FilePicker files={files} disabled={props.busy} onChange={setFiles} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" color={words.color} loading={props.busy}>
            {t(words.button)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks for the reason of a rejection, the comment of an approval, or what to approve of each line. */
export function DecisionModal(props: Props) {
  const t = useT();
  const { asking, onClose } = props;
  return (
    <Modal
      opened={asking !== null}
      onClose={onClose}
      size={asking === 'approve-in-part' ? 'lg' : 'md'}
      title={asking ? t(WORDS[asking].heading) : ''}
    >
      {asking && <Body {...props} asking={asking} />}
    </Modal>
  );
}
