import { ActionIcon, Group, MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { COMPARISONS, type Comparison, type Condition } from '../../../../domain/approvals/policy';
import { DEPARTMENT_KINDS, type DepartmentKind } from '../../../../domain/roles';
import type { PolicyPage } from '../../../../domain/wire/policies';
import { humanise } from '../../../lib/text';
import { useDepartments } from '../../people/api';
import { useProjectChoice } from '../api';
import { newCondition, type Problems } from '../edit-policy';

const SUBJECTS: {
  value: Condition['on'];
  label: string;
  needs?: PolicyPage['routedBy'][number];
}[] = [
  { value: 'amount', label: 'the amount is', needs: 'amount' },
  { value: 'days', label: 'the working days are', needs: 'days' },
  { value: 'department', label: 'the department is one of' },
  { value: 'department-kind', label: 'the kind of department is one of' },
  { value: 'project', label: 'the project is one of', needs: 'project' },
  { value: 'category', label: 'the category is one of', needs: 'category' },
  { value: 'grade', label: "the requester's grade is one of" },
];

interface Field<One extends Condition = Condition> {
  condition: One;
  path: string;
  problems: Problems;
  onChange: (condition: Condition) => void;
}

function Comparing({ condition, onChange }: Field<Extract<Condition, { is: Comparison }>>) {
  return (
    <Select
      aria-label="Comparison"
      w={120}
      allowDeselect={false}
      data={COMPARISONS.map((value) => ({ value, label: value.replace('-', ' ') }))}
      value={condition.is}
      onChange={(is) => onChange({ ...condition, is: is as Comparison })}
    />
  );
}

function AmountField(field: Field<Extract<Condition, { on: 'amount' }>>) {
  const { condition, path, problems, onChange } = field;
  const set = (change: Partial<typeof condition.value>) =>
    onChange({ ...condition, value: { ...condition.value, ...change } });
  return (
    <>
      <Comparing {...field} />
      <TextInput
        aria-label="Amount"
        w={130}
        inputMode="decimal"
        placeholder="25000.00"
        value={condition.value.amount}
        error={problems[`${path}.value.amount`]}
        onChange={(event) => set({ amount: event.currentTarget.value.trim() })}
      />
      <TextInput
        aria-label="Currency"
        w={80}
        value={condition.value.currency}
        error={problems[`${path}.value.currency`]}
        onChange={(event) => set({ currency: event.currentTarget.value.trim().toUpperCase() })}
      />
    </>
  );
}

function DaysField(field: Field<Extract<Condition, { on: 'days' }>>) {
  const { condition, path, problems, onChange } = field;
  return (
    <>
      <Comparing {...field} />
      <TextInput
        aria-label="Days"
        w={110}
        inputMode="decimal"
        placeholder="5"
        value={condition.value}
        error={problems[`${path}.value`]}
        onChange={(event) => onChange({ ...condition, value: event.currentTarget.value.trim() })}
      />
    </>
  );
}

function ListField({
  condition,
  path,
  problems,
  onChange,
}: Field<Extract<Condition, { in: unknown }>>) {
  const departments = useDepartments();
  const projects = useProjectChoice();
  const common = {
    miw: 220,
    flex: 1,
    value: condition.in as string[],
    error: problems[`${path}.in`],
  };
  const set = (chosen: string[]) => onChange({ ...condition, in: chosen as never });
  switch (condition.on) {
    case 'department':
      return (
        <MultiSelect
          searchable
          aria-label="Departments"
          {...common}
          data={(departments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={set}
        />
      );
    case 'department-kind':
      return (
        <MultiSelect
          searchable
          aria-label="Kinds of department"
          {...common}
          data={DEPARTMENT_KINDS.map((value: DepartmentKind) => ({
            value,
            label: humanise(value),
          }))}
          onChange={set}
        />
      );
    case 'project':
      return (
        <MultiSelect
          searchable
          aria-label="Projects"
          {...common}
          data={(projects.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={set}
        />
      );
    case 'category':
      return <TagsInput aria-label="Categories" {...common} onChange={set} />;
    case 'grade':
      return <TagsInput aria-label="Grades" {...common} placeholder="E1" onChange={set} />;
  }
}

function Value(field: Field) {
  const { condition } = field;
  if (condition.on === 'amount') return <AmountField {...field} condition={condition} />;
  if (condition.on === 'days') return <DaysField {...field} condition={condition} />;
  return <ListField {...field} condition={condition} />;
}

/** One condition as a sentence with fields in it. */
export function ConditionFields(
  props: Field & { routedBy: PolicyPage['routedBy']; onRemove: () => void; label: string },
) {
  const { condition, path, problems, routedBy, onChange, onRemove, label } = props;
  const subjects = SUBJECTS.filter(
    ({ value, needs }) => !needs || routedBy.includes(needs) || value === condition.on,
  );
  return (
    <Group gap="xs" align="flex-start" role="group" aria-label={label}>
      <Select
        aria-label="Condition"
        w={230}
        allowDeselect={false}
        data={subjects.map(({ value, label }) => ({ value, label }))}
        value={condition.on}
        error={problems[`${path}.on`]}
        onChange={(on) => onChange(newCondition(on as Condition['on']))}
      />
      <Value {...props} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Remove ${label}`}
        onClick={onRemove}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}
