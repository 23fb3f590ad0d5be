import { Alert, Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ROLES } from '../../../../domain/roles';
import type { Person } from '../../../../domain/wire/people';
import { toFormErrors } from '../../../components/field-errors';
import { PersonPicker } from '../../../components/person-picker';
import { humanise } from '../../../lib/text';
import { useDepartments, useEditPerson } from '../api';

const ZONES = Intl.supportedValuesOf('timeZone');

function usePersonForm(person: Person) {
  return useForm({
    initialValues: {
      name: person.name,
      departmentId: person.department?.id ?? null,
      managerId: person.manager?.id ?? null,
      roles: person.roles,
      grade: person.grade ?? '',
      zone: person.zone,
    },
    validate: {
      name: (name) => (name.trim() ? null : 'Enter a name'),
      roles: (roles) => (roles.length > 0 ? null : 'Choose at least one role'),
    },
  });
}

function StandingFields(props: { form: ReturnType<typeof usePersonForm>; zones: string[] }) {
  const { form, zones } = props;
  return (
    <>
      <MultiSelect
        label="Roles"
        withAsterisk
        data={ROLES.map((value) => ({ value, label: humanise(value) }))}
        {...form.getInputProps('roles')}
      />
      <TextInput
        label="Grade"
        description="Approval policies may go by it"
        maxLength={20}
        {...form.getInputProps('grade')}
      />
      <Select
        label="Time zone"
        searchable
        allowDeselect={false}
        limit={50}
        data={zones}
        {...form.getInputProps('zone')}
      />
    </>
  );
}

// Only what was changed is sent, so that the audit trail names no more than that.
const changedOf = <Values extends object>(values: Values, isDirty: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => isDirty(name))) as Partial<Values>;

/** What admins change of a person. */
export function EditPersonForm({ person }: { person: Person }) {
  const edit = useEditPerson(person.id);
  const departments = useDepartments();
  const form = usePersonForm(person);
  const zones = ZONES.includes(person.zone) ? ZONES : [person.zone, ...ZONES];
  const save = form.onSubmit((values) =>
    edit.mutate(changedOf({ ...values, grade: values.grade.trim() || null }, form.isDirty), {
      onSuccess: () => notifications.show({ color: 'green', message: 'Saved' }),
      onError: (problem) => form.setErrors(toFormErrors(problem.errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {edit.error && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {edit.error.message}
          </Alert>
        )}
        <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
        <Select
          label="Department"
          clearable
          clearButtonProps={{ 'aria-label': 'No department' }}
          data={(departments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('departmentId')}
        />
        <PersonPicker
          label="Reports to"
          clearable
          clearButtonProps={{ 'aria-label': 'Nobody' }}
          except={[person.id]}
          {...form.getInputProps('managerId')}
          value={form.values.managerId}
        />
        <StandingFields form={form} zones={zones} />
        <Group>
          <Button type="submit" loading={edit.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
