import { Anchor, Button, Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { Link, useNavigate } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { useDepartments } from '../../people/api';
import { DepartmentForm } from '../components/department-form';
import { inTreeOrder, type Placed } from '../department-tree';

const INDENT_PX = 20;

function Row({ department, depth }: Placed) {
  return (
    <Table.Tr>
      <Table.Td style={{ paddingLeft: 10 + depth * INDENT_PX }}>
        <Anchor component={Link} to={`/departments/${department.id}`} size="sm" fw={600}>
          {department.name}
        </Anchor>
        {department.parent && (
          <Text size="xs" c="dimmed">
            part of {department.parent.name}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{humanise(department.kind)}</Table.Td>
      <Table.Td>{department.head?.name ?? '–'}</Table.Td>
      <Table.Td>{department.hr.map(({ name }) => name).join(', ') || '–'}</Table.Td>
      <Table.Td>{department.people}</Table.Td>
    </Table.Tr>
  );
}

function AddDepartment() {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  return (
    <>
      <Button onClick={open}>Add a department</Button>
      <Modal opened={opened} onClose={close} title="Add a department">
        <DepartmentForm
          onSaved={({ id, name }) => {
            notifications.show({ color: 'green', message: `${name} is added` });
            void navigate(`/departments/${id}`);
          }}
        />
      </Modal>
    </>
  );
}

/** All departments, as a tree. */
export function Component() {
  const me = useMe();
  const departments = useDepartments();
  return (
    <>
      <PageHeader
        title="Departments"
        description="People are counted as far as you may see them."
        actions={holdsAny(me, 'admin', 'hr') && <AddDepartment />}
      />
      <QueryView query={departments}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title="There are no departments yet" />
          ) : (
            <ScrollTable label="Departments" head={['Name', 'For', 'Head', 'HR', 'People']}>
              {inTreeOrder(all).map((placed) => (
                <Row key={placed.department.id} {...placed} />
              ))}
            </ScrollTable>
          )
        }
      </QueryView>
    </>
  );
}
