import { Group, MultiSelect, NumberInput, Select } from '@mantine/core';
import {
  PLAIN_ROLES,
  type PolicyApprover,
  type PolicyQuorum,
  type PolicyStep,
} from '../../../../domain/approvals/policy';
import { sayQuorum } from '../../../../domain/approvals/policy-words';
import { ROLE_NAMES } from '../../../../domain/approvals/steps';
import { PersonPicker } from '../../../components/person-picker';
import { useGroups } from '../api';
import type { Problems } from '../edit-policy';

const ROLES: { value: PolicyApprover['role']; label: string }[] = [
  ...PLAIN_ROLES.map((value) => ({ value, label: ROLE_NAMES[value] })),
  { value: 'line-manager', label: 'Somebody up the line' },
  { value: 'person', label: 'A person' },
  { value: 'group', label: 'A group' },
];

const QUORUMS: PolicyQuorum[] = ['any', 'at-least-2', 'at-least-3', 'at-least-4', 'all'];

function approverOf(role: PolicyApprover['role']): PolicyApprover {
  if (role === 'line-manager') return { role, level: 2 };
  if (role === 'person') return { role, personId: '' };
  return role === 'group' ? { role, groups: [] } : { role };
}

interface Fields {
  step: PolicyStep;
  path: string;
  problems: Problems;
  onChange: (change: Partial<PolicyStep>) => void;
}

function GroupField({ step, path, problems, onChange }: Fields) {
  const groups = useGroups();
  if (step.approver.role !== 'group') return null;
  const { approver } = step;
  const known = new Map([
    ...approver.groups.map(({ id, name }): [string, string] => [id, name]),
    ...(groups.data ?? []).map(({ id, name }): [string, string] => [id, name]),
  ]);
  const inGroups = Object.entries(problems).find(([at]) =>
    at.startsWith(`${path}.approver.groups`),
  );
  return (
    <MultiSelect
      label="Groups"
      withAsterisk
      searchable
      miw={240}
      flex={1}
      data={[...known].map(([value, label]) => ({ value, label }))}
      value={approver.groups.map(({ id }) => id)}
      error={inGroups?.[1]}
      nothingFoundMessage="No group yet: make one under Groups"
      onChange={(ids) =>
        onChange({
          approver: {
            role: 'group',
            groups: ids.map((id) => ({ id, name: known.get(id) ?? '' })),
          },
        })
      }
    />
  );
}

/** The part of a rule that its role leaves open: how far up, who, which groups. */
function RuleDetail(fields: Fields) {
  const { step, path, problems, onChange } = fields;
  const { approver } = step;
  if (approver.role === 'line-manager')
    return (
      <NumberInput
        label="Levels above the requester"
        description="1 is the reporting manager"
        w={220}
        min={1}
        max={10}
        allowDecimal={false}
        value={approver.level}
        error={problems[`${path}.approver.level`]}
        onChange={(level) => onChange({ approver: { role: 'line-manager', level: Number(level) } })}
      />
    );
  if (approver.role === 'person')
    return (
      <PersonPicker
        label="Person"
        withAsterisk
        miw={240}
        flex={1}
        value={approver.personId || null}
        error={problems[`${path}.approver.personId`]}
        onChange={(id) => onChange({ approver: { role: 'person', personId: id ?? '' } })}
      />
    );
  return <GroupField {...fields} />;
}

/** Who signs a step, and how many of them. */
export function SignerFields(fields: Fields) {
  const { step, path, problems, onChange } = fields;
  const { approver, quorum } = step;
  const quorums = new Set<PolicyQuorum>([
    ...QUORUMS,
    ...(approver.role === 'group' ? (['one-per-group'] as const) : []),
    quorum,
  ]);
  return (
    <Group align="flex-start" gap="sm">
      <Select
        label="Signed by"
        w={220}
        allowDeselect={false}
        data={ROLES}
        value={approver.role}
        error={problems[`${path}.approver`]}
        onChange={(role) => onChange({ approver: approverOf(role as PolicyApprover['role']) })}
      />
      <RuleDetail {...fields} />
      <Select
        label="How many"
        w={220}
        allowDeselect={false}
        data={[...quorums].map((value) => ({ value, label: sayQuorum(value) }))}
        value={quorum}
        error={problems[`${path}.quorum`]}
        onChange={(value) => onChange({ quorum: value as PolicyQuorum })}
      />
    </Group>
  );
}
