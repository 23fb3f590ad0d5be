import {
  Button,
  Group,
  Modal,
  MultiSelect,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { LeaveBlockWire, SetLeaveBlock } from '../../../../domain/wire/leave-blocks';
import { DayInput } from '../../../components/day-input';
import { DepartmentPicker } from '../../../components/department-picker';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import type { ApiProblem } from '../../../lib/api';
import { mutateThen } from '../../../lib/mutate-then';
import { holdsAny, useMe } from '../../../lib/session';
import { useLeaveTypes } from '../../../lib/use-leave-types';
import { useLocations } from '../../calendars/api';
import { useSetLeaveBlock } from '../api';
import { problemsOf, valuesOf } from '../block-form';

type Form = UseFormReturnType<SetLeaveBlock>;

const EFFECTS = [
  { value: 'refuse', label: 'Leave is refused' },
  { value: 'warn', label: 'Leave is only warned of' },
];

function Days({ form }: { form: Form }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <DayInput
        label="First day"
        withAsterisk
        value={form.values.from}
        error={form.errors.from}
        onChange={(day) => form.setFieldValue('from', day)}
      />
      <DayInput
        label="Last day"
        withAsterisk
        value={form.values.to}
        error={form.errors.to}
        onChange={(day) => form.setFieldValue('to', day)}
      />
    </SimpleGrid>
  );
}

function Audience({ form }: { form: Form }) {
  const isHr = holdsAny(useMe(), 'hr', 'admin');
  const { data: locations = [] } = useLocations();
  const { data: types = [] } = useLeaveTypes();
  return (
    <>
      <DepartmentPicker
        label="Department, with all below it"
        placeholder="Every department"
        clearable={isHr}
        {...form.getInputProps('departmentId')}
      />
      <Select
        label="Place"
        placeholder="Every place"
        clearable
        data={locations.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('locationId')}
      />
      <MultiSelect
        label="Types of leave"
        placeholder={form.values.types.length === 0 ? 'Every type' : undefined}
        data={types.map(({ code, name }) => ({ value: code, label: name }))}
        {...form.getInputProps('types')}
      />
    </>
  );
}

interface Props {
  /** The block dates that are changed; undefined for new ones. */
  block: LeaveBlockWire | undefined;
  onClose: () => void;
}

function BlockForm({ block, onClose }: Props) {
  const me = useMe();
  const set = useSetLeaveBlock(block?.id);
  const own = holdsAny(me, 'hr', 'admin') ? null : (me.department?.id ?? null);
  const form = useForm<SetLeaveBlock>({
    initialValues: valuesOf(block, own),
    validate: problemsOf,
  });
  const save = form.onSubmit((values) =>
    mutateThen(set, values, {
      onSuccess: ({ name }) => {
        notifications.show({ color: 'green', message: `${name} is saved` });
        onClose();
      },
      onError: ({ errors }: ApiProblem) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not saved" problem={set.error} />
        <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
        <Days form={form} />
        <Select
          label="What happens"
          data={EFFECTS}
          allowDeselect={false}
          {...form.getInputProps('effect')}
        />
        <Textarea
          label="Reason"
          description="Whoever asks for leave on these days reads it"
          withAsterisk
          autosize
          maxLength={500}
          {...form.getInputProps('reason')}
        />
        <Audience form={form} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={set.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Names block dates or changes some. */
export function BlockModal(props: Props & { opened: boolean }) {
  const { opened, ...rest } = props;
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      size="lg"
      title={rest.block ? `Change: ${rest.block.name}` : 'New block dates'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <BlockForm {...rest} />
    </Modal>
  );
}
