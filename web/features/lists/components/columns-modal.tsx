import { ActionIcon, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import { useState } from 'react';
import {
  columnsOf,
  columnTitle,
  type ColumnOf,
  type ListName,
} from '../../../../domain/lists/columns';
import type { ChosenColumns } from '../use-columns';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

/** The columns in another order: one of them moved by one place. */
function moved<Column>(columns: Column[], from: number, by: 1 | -1): Column[] {
  const next = [...columns];
  const [column] = next.splice(from, 1);
  if (column !== undefined) next.splice(from + by, 0, column);
  return next;
}

function ColumnLine(props: {
  title: string;
  place: number;
  shown: number;
  onToggle: () => void;
  onMove: (by: 1 | -1) => void;
}) {
  const t = useT();
  const { title, place, shown, onToggle, onMove } = props;
  const isShown = place >= 0;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Checkbox
        label={title}
        checked={isShown}
        // A list without columns shows nothing.
        disabled={isShown && shown === 1}
        onChange={onToggle}
      />
      {isShown && (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="default"
            aria-label={t('Move {{title}} up', { title })}
            disabled={place === 0}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t('Move {{title}} down', { title })}
            disabled={place === shown - 1}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </Group>
  );
}

/**
 * The columns of a list, to choose from. The address follows a moment after a choice: the next one goes on from the last,
 * not from what the address still has.
 */
function ColumnChoice<List extends ListName>(props: {
  columns: ChosenColumns<List>;
  onClose: () => void;
}) {
  const { list, usual, choose } = props.columns;
  const [shown, setShown] = useState(props.columns.shown);
  const t = useT();
  const all = columnsOf(list);
  const now = shown ?? all;
  const inOrder: ColumnOf<List>[] = [...now, ...all.filter((column) => !now.includes(column))];
  const change = (columns: ColumnOf<List>[] | null) => {
    setShown(columns ?? usual);
    choose(columns);
  };
  const toggle = (column: ColumnOf<List>) =>
    change(now.includes(column) ? now.filter((one) => one !== column) : [...now, column]);
  return (
    <Stack gap="xs">
      {shown === null && (
        <Text size="sm" c="dimmed">
          {t('The list is shown as cards. Choose what it shows as a table.')}
        </Text>
      )}
      {inOrder.map((column) => (
        <ColumnLine
          key={column}
          title={translateIfKnown(columnTitle(list, column))}
          place={now.indexOf(column)}
          shown={now.length}
          onToggle={() => toggle(column)}
          onMove={(by) => change(moved(now, now.indexOf(column), by))}
        />
      ))}
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={() => change(null)}>
          {t('As usual')}
        </Button>
        <Button onClick={props.onClose}>{t('Done')}</Button>
      </Group>
    </Stack>
  );
}

/** Chooses the columns of a list and their order; the list behind it follows at once. */
export function ColumnsModal<List extends ListName>(props: {
  columns: ChosenColumns<List>;
  opened: boolean;
  onClose: () => void;
}) {
  const t = useT();
  const { columns, opened, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={t('Columns')}>
      <ColumnChoice columns={columns} onClose={onClose} />
    </Modal>
  );
}
