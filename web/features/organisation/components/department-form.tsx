import { Alert, Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { DEPARTMENT_KINDS, type DepartmentKind } from '../../../../domain/roles';
import type { DepartmentNode, EditDepartment } from '../../../../domain/wire/organisation';
import { toFormErrors } from '../../../components/field-errors';
import { PersonPicker } from '../../../components/person-picker';
import { humanise } from '../../../lib/text';
import { useDepartments, usePeople } from '../../people/api';
import { useSaveDepartment } from '../api';
import { inTreeOrder, withAllBelow } from '../department-tree';

interface Values {
  name: string;
  kind: DepartmentKind | null;
  parentId: string | null;
  headId: string | null;
  hrIds: string[];
}

const EMPTY: Values = { name: '', kind: null, parentId: null, headId: null, hrIds: [] };

function valuesOf({ name, kind, parent, head, hr }: DepartmentNode): Values {
  return {
    ...{ name, kind },
    parentId: parent?.id ?? null,
    headId: head?.id ?? null,
    hrIds: hr.map(({ id }) => id),
  };
}

function useDepartmentForm(department?: DepartmentNode) {
  return useForm<Values>({
    initialValues: department ? valuesOf(department) : EMPTY,
    validate: {
      name: (name) => (name.trim() ? null : 'Enter a name'),
      kind: (kind) => (kind ? null : 'Choose what the department is for'),
    },
  });
}

function useParentChoice(id?: string) {
  const all = useDepartments().data ?? [];
  const barred = id === undefined ? new Set<string>() : withAllBelow(all, id);
  return inTreeOrder(all)
    .filter(({ department }) => !barred.has(department.id))
    .map(({ department }) => ({ value: department.id, label: department.name }));
}

function useHrChoice(department?: DepartmentNode) {
  const people = usePeople({ role: 'hr', active: 'true' }).items ?? [];
  const known = new Map((department?.hr ?? []).map(({ id, name }) => [id, name]));
  for (const { id, name } of people) known.set(id, name);
  return [...known].map(([value, label]) => ({ value, label }));
}

// Only what was changed is sent, so that the audit trail names no more than that.
function bodyOf(values: Values, isDirty: (name: string) => boolean, isNew: boolean) {
  const named = Object.entries(values).filter(([name]) => isNew || isDirty(name));
  return Object.fromEntries(named) as EditDepartment;
}

function PeopleFields(props: {
  form: ReturnType<typeof useDepartmentForm>;
  department?: DepartmentNode;
}) {
  const { form, department } = props;
  return (
    <>
      <PersonPicker
        label="Head"
        description="Sees everybody in it and in the departments below"
        clearable
        clearButtonProps={{ 'aria-label': 'Nobody' }}
        {...form.getInputProps('headId')}
        value={form.values.headId}
      />
      <MultiSelect
        label="HR"
        description="Who in HR is asked about its people. Nobody: the department above decides, else all of HR."
        searchable
        data={useHrChoice(department)}
        {...form.getInputProps('hrIds')}
      />
    </>
  );
}

/** Adds a department, or changes the one given. */
export function DepartmentForm(props: {
  department?: DepartmentNode;
  onSaved: (department: DepartmentNode) => void;
}) {
  const { department, onSaved } = props;
  const save = useSaveDepartment(department?.id);
  const form = useDepartmentForm(department);
  const submit = form.onSubmit((values) =>
    save.mutate(bodyOf(values, form.isDirty, !department), {
      onSuccess: onSaved,
      onError: (problem) => form.setErrors(toFormErrors(problem.errors)),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {save.error && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {save.error.message}
          </Alert>
        )}
        <TextInput label="Name" withAsterisk maxLength={100} {...form.getInputProps('name')} />
        <Select
          label="For"
          description="What its reports are about"
          withAsterisk
          data={DEPARTMENT_KINDS.map((value) => ({ value, label: humanise(value) }))}
          {...form.getInputProps('kind')}
        />
        <Select
          label="Part of"
          clearable
          clearButtonProps={{ 'aria-label': 'No department' }}
          data={useParentChoice(department?.id)}
          {...form.getInputProps('parentId')}
        />
        <PeopleFields form={form} department={department} />
        <Group>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={department !== undefined && !form.isDirty()}
          >
            {department ? 'Save' : 'Add'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
