import { Anchor, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from 'react-router';
import type { DepartmentNode } from '../../../../domain/wire/organisation';
import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { count, humanise } from '../../../lib/text';
import { useDepartments } from '../../people/api';
import { DepartmentForm } from '../components/department-form';

const factsOf = (department: DepartmentNode) => [
  { label: 'For', value: humanise(department.kind) },
  { label: 'Part of', value: department.parent?.name ?? 'Nothing: it stands at the top' },
  { label: 'Head', value: department.head?.name ?? 'Nobody' },
  { label: 'HR', value: department.hr.map(({ name }) => name).join(', ') || 'As above it' },
  { label: 'People', value: `${department.people} you may see` },
];

function Below({ departments }: { departments: DepartmentNode[] }) {
  if (departments.length === 0) return null;
  return (
    <Section title={count(departments.length, 'department') + ' below'}>
      <Group gap="md">
        {departments.map(({ id, name }) => (
          <Anchor key={id} component={Link} to={`/departments/${id}`} size="sm">
            {name}
          </Anchor>
        ))}
      </Group>
    </Section>
  );
}

function Detail(props: { department: DepartmentNode; all: DepartmentNode[] }) {
  const { department, all } = props;
  const me = useMe();
  return (
    <>
      <PageHeader
        title={department.name}
        actions={
          <Anchor component={Link} to={`/people?departmentId=${department.id}`} size="sm">
            Its people
          </Anchor>
        }
      />
      <Stack gap="md">
        <Section title="Department">
          <FactList facts={factsOf(department)} />
        </Section>
        <Below departments={all.filter(({ parent }) => parent?.id === department.id)} />
        {holdsAny(me, 'admin', 'hr') && (
          <Section title="Change">
            <DepartmentForm
              key={JSON.stringify(department)}
              department={department}
              onSaved={() => notifications.show({ color: 'green', message: 'Saved' })}
            />
          </Section>
        )}
      </Stack>
    </>
  );
}

/** One department. */
export function Component() {
  const { id = '' } = useParams();
  const departments = useDepartments();
  return (
    <QueryView query={departments}>
      {(all) => {
        const department = all.find((one) => one.id === id);
        if (department) return <Detail department={department} all={all} />;
        return (
          <>
            <PageHeader title="Department" />
            <EmptyState title="There is no such department" />
          </>
        );
      }}
    </QueryView>
  );
}
