import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { PersonRef } from '../../../../domain/wire/common';
import { DayInput } from '../../../components/day-input';
import { PersonPicker } from '../../../components/person-picker';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe, useZone } from '../../../lib/session';
import { useRestrict } from '../api';
import { bodyOf, EMPTY, problemsOf, type RestrictValues } from '../restrict-form';

type Form = UseFormReturnType<RestrictValues>;

function End({ form }: { form: Form }) {
  const zone = useZone();
  return (
    <>
      <Stack gap={4}>
        <Text size="sm" fw={600} id="restriction-end">
          How long
        </Text>
        <SegmentedControl
          aria-labelledby="restriction-end"
          data={[
            { value: 'then', label: 'Until a time' },
            { value: 'never', label: 'Until it is lifted' },
          ]}
          value={form.values.ends}
          onChange={(ends) => form.setFieldValue('ends', ends)}
        />
      </Stack>
      {form.values.ends === 'then' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DayInput
            label="Day"
            withAsterisk
            error={form.errors.day}
            value={form.values.day}
            onChange={(day) => form.setFieldValue('day', day)}
          />
          <TimeInput
            label={`Time (${zone.replaceAll('_', ' ')})`}
            withAsterisk
            {...form.getInputProps('time')}
          />
        </SimpleGrid>
      )}
    </>
  );
}

function Fields({ form, person }: { form: Form; person?: PersonRef }) {
  const me = useMe();
  return (
    <>
      {!person && (
        <PersonPicker
          label="Person"
          withAsterisk
          except={[me.id]}
          value={form.values.personId}
          error={form.errors.personId}
          onChange={(id) => form.setFieldValue('personId', id)}
        />
      )}
      <Checkbox.Group label="From what" withAsterisk {...form.getInputProps('from')}>
        <Group mt={4}>
          <Checkbox value="chat" label="Chat" />
          <Checkbox value="assistant" label="Assistant" />
        </Group>
      </Checkbox.Group>
      <Textarea
        label="Reason"
        description="The person reads it."
        withAsterisk
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('reason')}
      />
      <End form={form} />
    </>
  );
}

/** Restricts a person: the one given, or one to choose. */
export function RestrictModal(props: { opened: boolean; onClose: () => void; person?: PersonRef }) {
  const { person, onClose } = props;
  const zone = useZone();
  const restrict = useRestrict();
  const form = useForm<RestrictValues>({
    initialValues: { ...EMPTY, personId: person?.id ?? null },
    validate: (values) => problemsOf(values, zone),
  });
  const close = () => {
    form.reset();
    restrict.reset();
    onClose();
  };
  const save = form.onSubmit((values) =>
    mutateThen(restrict, bodyOf(values, zone), {
      onSuccess: ({ person: { name } }) => {
        notifications.show({ color: 'green', message: `${name} is restricted` });
        close();
      },
    }),
  );
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={person ? `Restrict ${person.name}` : 'Restrict a person'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={save} noValidate>
        <Stack>
          {restrict.error && (
            <Alert color="red" variant="outline" role="alert" title="Not restricted">
              {restrict.error.message}
            </Alert>
          )}
          <Fields form={form} person={person} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" color="red.8" loading={restrict.isPending}>
              Restrict
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
