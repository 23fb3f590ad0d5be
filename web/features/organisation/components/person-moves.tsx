import { Alert, Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { formatDate } from '../../../../domain/dates/format';
import type { Person } from '../../../../domain/wire/people';
import type { MoveChanges } from '../../../../domain/wire/planned-moves';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { PersonPicker } from '../../../components/person-picker';
import { QueryView } from '../../../components/query-view';
import { useLocations } from '../../calendars/api';
import { useDepartments } from '../../people/api';
import { useMoves, usePlanMove } from '../move-api';
import { MoveTable } from './move-table';

type Key = keyof MoveChanges;

const KINDS: { key: Key; label: string }[] = [
  { key: 'managerId', label: 'Whom they report to' },
  { key: 'departmentId', label: 'Department' },
  { key: 'locationId', label: 'Location' },
  { key: 'grade', label: 'Grade' },
];

const named = (items: { id: string; name: string }[] | undefined) =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }));

interface FieldProps {
  value: string | null;
  error: string | undefined;
  onChange: (value: string | null) => void;
}

function PlaceField(props: FieldProps & { of: 'departmentId' | 'locationId' }) {
  const { of, ...rest } = props;
  const [departments, locations] = [useDepartments(), useLocations()];
  return (
    <Select
      label={of === 'departmentId' ? 'New department' : 'New location'}
      placeholder={of === 'departmentId' ? 'None' : 'The default one'}
      clearable
      clearButtonProps={{ 'aria-label': 'None' }}
      data={named(of === 'departmentId' ? departments.data : locations.data)}
      {...rest}
    />
  );
}

function Field({ name, person, ...rest }: FieldProps & { name: Key; person: Person }) {
  if (name === 'managerId') {
    return (
      <PersonPicker
        label="New manager"
        placeholder="Nobody"
        clearable
        clearButtonProps={{ 'aria-label': 'Nobody' }}
        except={[person.id]}
        {...rest}
      />
    );
  }
  if (name !== 'grade') return <PlaceField of={name} {...rest} />;
  return (
    <TextInput
      label="New grade"
      maxLength={20}
      value={rest.value ?? ''}
      error={rest.error}
      onChange={(event) => rest.onChange(event.currentTarget.value || null)}
    />
  );
}

function WhatChanges(props: {
  person: Person;
  changes: MoveChanges;
  problems: ReadonlyMap<string, string>;
  error: string | false;
  onChange: (changes: MoveChanges) => void;
}) {
  const { person, changes, problems, onChange } = props;
  const keys = Object.keys(changes) as Key[];
  const choose = (chosen: string[]) =>
    onChange(Object.fromEntries(chosen.map((key) => [key, changes[key as Key] ?? null])));
  return (
    <>
      <Checkbox.Group
        label="What changes"
        withAsterisk
        value={keys}
        onChange={choose}
        error={props.error}
      >
        <Stack gap="xs" mt={4}>
          {KINDS.map(({ key, label }) => (
            <Checkbox key={key} value={key} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
      {keys.map((key) => (
        <Field
          key={key}
          name={key}
          person={person}
          value={changes[key] ?? null}
          error={problems.get(`changes.${key}`)}
          onChange={(value) => onChange({ ...changes, [key]: value })}
        />
      ))}
    </>
  );
}

function PlanForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const plan = usePlanMove(person.id);
  const [day, setDay] = useState('');
  const [changes, setChanges] = useState<MoveChanges>({});
  const [tried, setTried] = useState(false);
  const keys = Object.keys(changes);
  const problems = new Map((plan.error?.errors ?? []).map(({ path, message }) => [path, message]));
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!day || keys.length === 0) return;
    plan.mutate(
      { effectiveOn: day, changes },
      {
        onSuccess: (move) => {
          notifications.show({ color: 'green', message: `From ${formatDate(move.effectiveOn)}` });
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {plan.error && (
          <Alert color="red" variant="outline" role="alert" title="Not planned">
            {plan.error.message}
          </Alert>
        )}
        <DayInput
          label="From"
          description="The first day on which it holds"
          withAsterisk
          value={day}
          onChange={setDay}
          error={problems.get('effectiveOn') ?? (tried && !day && 'Choose a day')}
        />
        <WhatChanges
          {...{ person, changes, problems }}
          error={tried && keys.length === 0 && 'Choose what changes'}
          onChange={setChanges}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={plan.isPending}>
            Plan
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is planned for somebody, and a way to plan more. */
export function PersonMoves({ person }: { person: Person }) {
  const [opened, { open, close }] = useDisclosure(false);
  const moves = useMoves(person.id);
  return (
    <Stack>
      <QueryView query={moves}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState title={`Nothing is planned for ${person.name}`} />
          ) : (
            <MoveTable moves={found} named={false} />
          )
        }
      </QueryView>
      {person.active && (
        <Group>
          <Button variant="default" onClick={open}>
            Plan a change …
          </Button>
        </Group>
      )}
      <Modal opened={opened} onClose={close} title={`Plan a change of ${person.name}`}>
        <PlanForm person={person} onDone={close} />
      </Modal>
    </Stack>
  );
}
