import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import {
  PROJECT_ROLE_NAMES,
  PROJECT_ROLES,
  type ProjectRole,
} from '../../../../domain/timesheets/rates';
import type { ProjectMembersWire } from '../../../../domain/wire/timesheets';
import { PersonName } from '../../../components/person-name';
import { PersonPicker } from '../../../components/person-picker';
import { ProblemNote } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { mutateThen } from '../../../lib/mutate-then';
import { useChangeMember, useMembers } from '../../timesheets/api';

const roles = PROJECT_ROLES.map((value) => ({ value, label: PROJECT_ROLE_NAMES[value] }));

type Change = ReturnType<typeof useChangeMember>;

function Member(props: {
  member: ProjectMembersWire['items'][number];
  mayEdit: boolean;
  change: Change;
}) {
  const { member, mayEdit, change } = props;
  if (!mayEdit)
    return (
      <Group gap="xs">
        <PersonName person={member} /> {PROJECT_ROLE_NAMES[member.role]}
      </Group>
    );
  return (
    <Group gap="xs" justify="space-between">
      <PersonName person={member} />
      <Group gap="xs">
        <Select
          aria-label={`Role of ${member.name}`}
          size="xs"
          data={roles}
          allowDeselect={false}
          value={member.role}
          onChange={(role) => role && change.mutate({ employeeId: member.id, role: role })}
        />
        <Button
          size="xs"
          variant="default"
          aria-label={`Take ${member.name} off the project`}
          onClick={() => change.mutate({ employeeId: member.id, role: null })}
        >
          Take off
        </Button>
      </Group>
    </Group>
  );
}

function AddMember({ members, change }: { members: ProjectMembersWire; change: Change }) {
  const [employeeId, choose] = useState<string | null>(null);
  const [role, setRole] = useState<ProjectRole>('consultant');
  return (
    <Group align="flex-end" gap="xs">
      <PersonPicker
        label="Put on the project"
        value={employeeId}
        onChange={choose}
        except={members.items.map(({ id }) => id)}
      />
      <Select
        label="As"
        data={roles}
        allowDeselect={false}
        value={role}
        onChange={(value) => value && setRole(value)}
      />
      <Button
        disabled={employeeId === null}
        loading={change.isPending}
        onClick={() =>
          employeeId && mutateThen(change, { employeeId, role }, { onSuccess: () => choose(null) })
        }
      >
        Put on
      </Button>
    </Group>
  );
}

function Members({ projectId, members }: { projectId: string; members: ProjectMembersWire }) {
  const change = useChangeMember(projectId);
  return (
    <Stack gap="sm">
      <ProblemNote title="Not changed" problem={change.error} />
      {members.items.map((member) => (
        <Member key={member.id} member={member} mayEdit={members.mayEdit} change={change} />
      ))}
      {members.mayEdit && <AddMember members={members} change={change} />}
    </Stack>
  );
}

/** Who is on a project and as what; its manager puts people on it and takes them off until it is closed. */
export function MembersSection({ projectId, isClosed }: { projectId: string; isClosed: boolean }) {
  const query = useMembers(projectId);
  return (
    <QueryView query={query}>
      {(members) => (
        <Members
          projectId={projectId}
          members={{ ...members, mayEdit: members.mayEdit && !isClosed }}
        />
      )}
    </QueryView>
  );
}
