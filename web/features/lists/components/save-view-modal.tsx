import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ListName } from '../../../../domain/lists/columns';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddView } from '../api';

function SaveForm({ list, query, onDone }: { list: ListName; query: string; onDone: () => void }) {
  const add = useAddView(list);
  const [name, setName] = useState('');
  const [isDefault, setDefault] = useState(false);
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    mutateThen(add, { name, query, isDefault }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Text size="sm">
          Keeps the filters, the columns and the order that are set now, for you alone.
        </Text>
        <TextInput
          label="Name"
          withAsterisk
          maxLength={60}
          data-autofocus
          value={name}
          error={add.error?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label="Open this list with it"
          checked={isDefault}
          onChange={(event) => setDefault(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Back
          </Button>
          <Button type="submit" loading={add.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks for the name of a view. */
export function SaveViewModal(props: {
  list: ListName;
  query: string;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Save this view">
      <SaveForm list={props.list} query={props.query} onDone={props.onClose} />
    </Modal>
  );
}
