import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { LeaveTypeWire } from '../../../../domain/wire/leave-types';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import type { ApiProblem } from '../../../lib/api';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddLeaveType, useEditLeaveType } from '../api';
import { editBodyOf, newBodyOf, problemsOf, valuesOf, type TypeValues } from '../type-form';
import { TypeFields } from './type-fields';

interface Props {
  /** The type that is changed; undefined for a new one. */
  type: LeaveTypeWire | undefined;
  onClose: () => void;
}

function TypeForm({ type, onClose }: Props) {
  const add = useAddLeaveType();
  const edit = useEditLeaveType(type?.code ?? '');
  const form = useForm<TypeValues>({
    initialValues: valuesOf(type),
    validate: (values) => problemsOf(values, type),
  });
  const then = {
    onSuccess: ({ name }: LeaveTypeWire) => {
      notifications.show({ color: 'green', message: `${name} is saved` });
      onClose();
    },
    onError: ({ errors }: ApiProblem) => form.setErrors(toFormErrors(errors)),
  };
  const save = form.onSubmit((values) =>
    type
      ? mutateThen(edit, editBodyOf(values, type), then)
      : mutateThen(add, newBodyOf(values), then),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not saved" problem={add.error ?? edit.error} />
        <TypeFields form={form} type={type} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending || edit.isPending}>
            {type ? 'Save' : 'Add type'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Adds a type of leave or changes one. */
export function TypeModal(props: Props & { opened: boolean }) {
  const { opened, ...rest } = props;
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      size="lg"
      title={rest.type ? `Change: ${rest.type.name}` : 'New type of leave'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <TypeForm {...rest} />
    </Modal>
  );
}
