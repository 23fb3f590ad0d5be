import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

/** Asks for one text before something is done: a reason, or where a document is kept. */
export function ReasonModal(props: {
  opened: boolean;
  onClose: () => void;
  onConfirm: (text: string) => void;
  title: string;
  help: string;
  label: string;
  missing: string;
  confirm: string;
  error: string | undefined;
  isPending: boolean;
  oneLine?: boolean;
}) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (text.trim()) props.onConfirm(text.trim());
  };
  const field = {
    ...{ label: props.label, withAsterisk: true, value: text, 'data-autofocus': true },
    error: asked && !text.trim() && props.missing,
    maxLength: props.oneLine ? 500 : 2000,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
  };
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <form onSubmit={send} noValidate>
        <Stack>
          {props.error && (
            <Alert color="red" variant="outline" role="alert" title="Not saved">
              {props.error}
            </Alert>
          )}
          <Text size="sm">{props.help}</Text>
          {props.oneLine ? <TextInput {...field} /> : <Textarea {...field} autosize minRows={2} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Back
            </Button>
            <Button type="submit" loading={props.isPending}>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
