import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { LeaveType } from '../../../../domain/leave/leave-types';
import type { LeavePolicyWire } from '../../../../domain/wire/leave-accounts';
import { toFormErrors } from '../../../components/field-errors';
import type { ApiProblem } from '../../../lib/api';
import { mutateThen } from '../../../lib/mutate-then';
import { usePolicyPreview, useSetLeavePolicy } from '../api';
import { bodyOf, problemsOf, valuesLike, type PolicyValues } from '../policy-form';
import { PolicyFields } from './policy-fields';
import { PolicyPreview } from './policy-preview';

interface Props {
  type: LeaveType;
  /** What the type is called. */
  name: string;
  /** What holds so far: the form begins with it. */
  like: LeavePolicyWire | undefined;
  onClose: () => void;
}

function useVersionForm({ type, like, onClose }: Props) {
  const set = useSetLeavePolicy();
  const preview = usePolicyPreview();
  const form = useForm<PolicyValues>({
    initialValues: valuesLike(type, like),
    validate: problemsOf,
    // A preview of something else would only mislead.
    onValuesChange: () => preview.reset(),
  });
  const onError = ({ errors }: ApiProblem) => form.setErrors(toFormErrors(errors));
  const save = form.onSubmit((values) =>
    mutateThen(set, bodyOf(values), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The version is set' });
        onClose();
      },
      onError,
    }),
  );
  const look = () => {
    if (!form.validate().hasErrors) mutateThen(preview, bodyOf(form.values), { onError });
  };
  return { form, set, preview, save, look };
}

function VersionForm(props: Props) {
  const { form, set, preview, save, look } = useVersionForm(props);
  const problem = [set.error, preview.error].find((error) => error?.errors.length === 0);
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {problem && (
          <Alert color="red" variant="outline" role="alert" title="Not set">
            {problem.message}
          </Alert>
        )}
        <PolicyFields form={form} />
        {preview.data && <PolicyPreview preview={preview.data} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button variant="default" loading={preview.isPending} onClick={look}>
            Preview
          </Button>
          <Button type="submit" loading={set.isPending}>
            Set version
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Sets what a type of leave brings from a day on. */
export function VersionModal(props: Props & { opened: boolean }) {
  const { opened, ...rest } = props;
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      size="lg"
      title={`New version: ${rest.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <VersionForm {...rest} />
    </Modal>
  );
}
