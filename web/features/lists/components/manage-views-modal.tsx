import { Alert, Button, CopyButton, Group, Modal, Paper, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'react-router';
import type { ListName } from '../../../../domain/lists/columns';
import type { ListView } from '../../../../domain/wire/list-views';
import { useDeleteView, useEditView } from '../api';
import { useT } from '../../../lib/i18n/language';

type Edit = ReturnType<typeof useEditView>;

function Rename({ view, edit }: { view: ListView; edit: Edit }) {
  const t = useT();
  const [name, setName] = useState(view.name);
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        label={t('Name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        style={{ flex: 1 }}
      />
      <Button
        variant="default"
        disabled={name.trim() === '' || name === view.name}
        onClick={() => edit.mutate({ id: view.id, name })}
      >
        {t('Rename')}
      </Button>
    </Group>
  );
}

function ViewLine({ list, view, query }: { list: ListName; view: ListView; query: string }) {
  const t = useT();
  const { pathname } = useLocation();
  const [edit, remove] = [useEditView(list), useDeleteView(list)];
  const problem = edit.error ?? remove.error;
  const link = `${window.location.origin}${pathname}?${view.query}`;
  return (
    <Paper withBorder p="sm" role="group" aria-label={view.name}>
      <Stack gap="xs">
        {problem && (
          <Alert color="red" variant="outline" role="alert" title={t('Not changed')}>
            {problem.message}
          </Alert>
        )}
        <Rename view={view} edit={edit} />
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            onClick={() => edit.mutate({ id: view.id, isDefault: !view.isDefault })}
          >
            {view.isDefault ? t('Do not open with it') : t('Open the list with it')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={query === view.query}
            onClick={() => edit.mutate({ id: view.id, query })}
          >
            {t('Keep what is set now')}
          </Button>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? t('Copied') : t('Copy the link')}
              </Button>
            )}
          </CopyButton>
          <Button
            size="xs"
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(view.id)}
          >
            {t('Delete')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** Names, defaults, links and ends of one's views. */
export function ManageViewsModal(props: {
  list: ListName;
  views: ListView[];
  query: string;
  opened: boolean;
  onClose: () => void;
}) {
  const t = useT();
  const { list, views, query, opened, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={t('My views')} size="lg">
      <Stack gap="sm">
        {views.map((view) => (
          <ViewLine key={`${view.id} ${view.name}`} list={list} view={view} query={query} />
        ))}
        {views.length === 0 && t('No views are left.')}
      </Stack>
    </Modal>
  );
}
