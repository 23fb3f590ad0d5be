import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { PURPOSES, type Purpose } from '../../../../domain/onboarding/vocabulary';
import type { PersonRef } from '../../../../domain/wire/common';
import { DayInput } from '../../../components/day-input';
import { PersonPicker } from '../../../components/person-picker';
import { mutateThen } from '../../../lib/mutate-then';
import { useStart, useTemplates } from '../api';
import { PURPOSE_WORDS } from '../words';

interface Values {
  personId: string | null;
  purpose: Purpose;
  templateId: string | null;
  dayZero: string;
  probationUntil: string;
}

type Errors = Partial<Record<keyof Values, string>>;

function problemsOf({ personId, purpose, dayZero }: Values): Errors {
  return {
    ...(personId === null ? { personId: 'Choose a person' } : {}),
    ...(purpose === 'offboarding' && !dayZero ? { dayZero: 'Choose the last day' } : {}),
  };
}

/** What is sent; null while nobody is chosen. */
function wantedOf({ personId, purpose, templateId, dayZero, probationUntil }: Values) {
  if (personId === null) return null;
  return {
    ...{ personId, purpose },
    ...(templateId === null ? {} : { templateId }),
    ...(dayZero ? { dayZero } : {}),
    ...(purpose === 'onboarding' && probationUntil ? { probationUntil } : {}),
  };
}

function Fields(props: {
  values: Values;
  errors: Errors;
  set: (change: Partial<Values>) => void;
  person?: PersonRef;
}) {
  const { values, errors, set, person } = props;
  const templates = (useTemplates().data ?? []).filter(
    ({ purpose, retiredAt }) => purpose === values.purpose && retiredAt === null,
  );
  const joins = values.purpose === 'onboarding';
  return (
    <>
      <SegmentedControl
        aria-label="What for"
        data={PURPOSES.map((value) => ({ value, label: PURPOSE_WORDS[value] }))}
        value={values.purpose}
        onChange={(purpose) => set({ purpose, templateId: null })}
      />
      {!person && (
        <PersonPicker
          label="Person"
          withAsterisk
          value={values.personId}
          error={errors.personId}
          onChange={(personId) => set({ personId })}
        />
      )}
      <Select
        label="Checklist"
        placeholder="The default for them"
        clearable
        clearButtonProps={{ 'aria-label': 'Take the default' }}
        data={templates.map(({ id, name }) => ({ value: id, label: name }))}
        value={values.templateId}
        error={errors.templateId}
        onChange={(templateId) => set({ templateId })}
      />
      <DayInput
        label={joins ? 'First day' : 'Last day'}
        withAsterisk={!joins}
        description={joins ? 'Without one it is the day they joined.' : undefined}
        value={values.dayZero}
        error={errors.dayZero}
        onChange={(dayZero) => set({ dayZero })}
      />
      {joins && (
        <DayInput
          label="Probation until"
          description="Five working days before, the manager is asked for its review. Without one they are on none."
          value={values.probationUntil}
          error={errors.probationUntil}
          onChange={(probationUntil) => set({ probationUntil })}
        />
      )}
    </>
  );
}

/** Starts a checklist: for the person given, or one to choose. */
export function StartModal(props: { opened: boolean; onClose: () => void; person?: PersonRef }) {
  const { person, onClose } = props;
  const empty: Values = {
    ...{ personId: person?.id ?? null, purpose: 'onboarding', templateId: null },
    ...{ dayZero: '', probationUntil: '' },
  };
  const [values, setValues] = useState(empty);
  const [asked, setAsked] = useState(false);
  const start = useStart();
  const navigate = useNavigate();
  const told = Object.fromEntries(
    (start.error?.problem?.errors ?? []).map(({ path, message }) => [path, message]),
  );
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const wanted = wantedOf(values);
    if (wanted === null || Object.keys(problemsOf(values)).length > 0) return;
    mutateThen(start, wanted, { onSuccess: ({ id }) => void navigate(`/onboardings/${id}`) });
  };
  return (
    <Modal
      opened={props.opened}
      onClose={onClose}
      title={`Start a checklist${person ? ` for ${person.name}` : ''}`}
    >
      <form onSubmit={send} noValidate>
        <Stack>
          {start.error && (
            <Alert color="red" variant="outline" role="alert" title="Not started">
              {start.error.message}
            </Alert>
          )}
          <Fields
            values={values}
            errors={asked ? { ...told, ...problemsOf(values) } : {}}
            set={(change) => setValues((now) => ({ ...now, ...change }))}
            person={person}
          />
          <Text size="sm" c="dimmed">
            Each task opens on its day and goes to whoever holds its role then. They are told.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={start.isPending}>
              Start
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
