import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useState } from 'react';
import { DOCUMENT_KINDS } from '../../../../domain/onboarding/documents';
import { OWNER_ROLES } from '../../../../domain/onboarding/vocabulary';
import { MOST_ITEMS } from '../../../../domain/wire/checklists';
import { EMPTY_ITEM, type ChecklistForm } from '../checklist-form';
import { DOCUMENT_WORDS, OWNER_WORDS } from '../words';

const OWNERS = OWNER_ROLES.map((value) => ({ value, label: OWNER_WORDS[value] }));
const ASKS = [
  { value: 'nothing', label: 'Nothing but a tick' },
  { value: 'place', label: 'Where a document is kept' },
  {
    group: 'A document to hand in, which HR accepts',
    items: DOCUMENT_KINDS.map((value) => ({ value, label: DOCUMENT_WORDS[value] })),
  },
];

type Move = (from: number, to: number) => void;

interface ItemProps {
  form: ChecklistForm;
  index: number;
  onMove: Move;
}

const buttonId = (index: number, way: 'up' | 'down') => `checklist-item-${index}-${way}`;

/** The same button of the task that has moved; at an end, where that one is off, the other. */
function focusMoved(from: number, to: number): void {
  const ways = to < from ? (['up', 'down'] as const) : (['down', 'up'] as const);
  requestAnimationFrame(() => {
    const buttons = ways.map((way) => document.getElementById(buttonId(to, way)));
    buttons.find((button) => button && !button.hasAttribute('disabled'))?.focus();
  });
}

function Order({ form, index, onMove }: ItemProps) {
  const last = form.values.items.length - 1;
  const button = { variant: 'default' as const, size: 'lg' as const };
  const what = `task ${index + 1}`;
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        {...button}
        id={buttonId(index, 'up')}
        aria-label={`Move ${what} up`}
        disabled={index === 0}
        onClick={() => onMove(index, index - 1)}
      >
        <IconArrowUp size={18} />
      </ActionIcon>
      <ActionIcon
        {...button}
        id={buttonId(index, 'down')}
        aria-label={`Move ${what} down`}
        disabled={index === last}
        onClick={() => onMove(index, index + 1)}
      >
        <IconArrowDown size={18} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={`Remove ${what}`}
        disabled={last === 0}
        onClick={() => form.removeListItem('items', index)}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}

function Fields({ form, index }: Pick<ItemProps, 'form' | 'index'>) {
  const field = (name: string, type: 'input' | 'checkbox' = 'input') =>
    form.getInputProps(`items.${index}.${name}`, { type });
  return (
    <>
      <TextInput label="Title" withAsterisk maxLength={200} {...field('title')} />
      <Textarea label="Help" autosize minRows={1} maxLength={2000} {...field('help')} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select label="Whose" data={OWNERS} allowDeselect={false} {...field('ownerRole')} />
        <NumberInput
          label="Working days from day 0"
          description="Before it when negative"
          min={-60}
          max={260}
          allowDecimal={false}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...field('offsetDays')}
        />
        <Select label="Asks for" data={ASKS} allowDeselect={false} {...field('asks')} />
      </SimpleGrid>
      <Checkbox
        label="Blocking: while it is open, the newcomer can ask for leave only"
        {...field('blocking', 'checkbox')}
      />
    </>
  );
}

/** One task; its grip is dragged onto another one's place. */
function Item({ form, index, onMove }: ItemProps) {
  const take = (event: React.DragEvent) => {
    const from = Number(event.dataTransfer.getData('text/x-checklist-item') || Number.NaN);
    event.preventDefault();
    if (Number.isInteger(from) && from !== index) onMove(from, index);
  };
  return (
    <Fieldset
      legend={`Task ${index + 1}`}
      p="sm"
      miw={0}
      onDragOver={(event) => event.preventDefault()}
      onDrop={take}
    >
      <Stack gap="sm">
        <Group justify="space-between">
          <span
            draggable
            aria-hidden
            className="checklist-grip"
            data-grip={index + 1}
            style={{ cursor: 'grab', display: 'inline-flex' }}
            onDragStart={({ dataTransfer }) => {
              dataTransfer.setData('text/x-checklist-item', String(index));
              dataTransfer.effectAllowed = 'move';
            }}
          >
            <IconGripVertical size={20} />
          </span>
          <Order form={form} index={index} onMove={onMove} />
        </Group>
        <Fields form={form} index={index} />
      </Stack>
    </Fieldset>
  );
}

/** The tasks of a checklist, put in order by buttons or by dragging; what has moved is said, and keeps the focus. */
export function ChecklistItems({ form }: { form: ChecklistForm }) {
  const [said, setSaid] = useState('');
  const { items } = form.values;
  const move: Move = (from, to) => {
    form.reorderListItem('items', { from, to });
    setSaid(`${items[from]?.title || 'The task'} is now task ${to + 1} of ${items.length}`);
    focusMoved(from, to);
  };
  return (
    <Stack>
      {items.map((_, index) => (
        <Item key={index} form={form} index={index} onMove={move} />
      ))}
      <Group>
        <Button
          variant="default"
          disabled={items.length >= MOST_ITEMS}
          onClick={() => form.insertListItem('items', EMPTY_ITEM)}
        >
          Add a task
        </Button>
      </Group>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Stack>
  );
}
