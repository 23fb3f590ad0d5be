import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ListName } from '../../../../domain/lists/columns';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddView } from '../api';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

function SaveForm({ list, query, onDone }: { list: ListName; query: string; onDone: () => void }) {
  const t = useT();
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
          {t('Keeps the filters, the columns and the order that are set now, for you alone.')}
        </Text>
        <TextInput
          label={t('Name')}
          withAsterisk
          maxLength={60}
          data-autofocus
          value={name}
          error={add.error && translateIfKnown(add.error.message)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={t('Open this list with it')}
          checked={isDefault}
          onChange={(event) => setDefault(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('Back')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('Save')}
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
  const t = useT();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('Save this view')}>
      <SaveForm list={props.list} query={props.query} onDone={props.onClose} />
    </Modal>
  );
}
