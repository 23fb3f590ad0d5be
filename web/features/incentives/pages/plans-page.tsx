import { Anchor, Button, Group, Select, SimpleGrid, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useNavigate } from 'react-router';
import { DepartmentPicker } from '../../../components/department-picker';
import { EmptyState } from '../../../components/empty-state';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { holdsAny, useMe } from '../../../lib/session';
import { useMakePlan, usePlans } from '../api';
import { IncentivesPage } from '../components/incentives-page';
import { sayTiers } from '../words';

function NewPlan() {
  const make = useMakePlan();
  const navigate = useNavigate();
  const form = useForm({
    initialValues: {
      name: '',
      departmentId: null as string | null,
      period: 'quarter' as 'month' | 'quarter',
    },
    validate: {
      name: (name) => (name.trim() ? null : 'Give it a name'),
      departmentId: (id) => (id === null ? 'Choose a department' : null),
    },
  });
  const save = form.onSubmit(({ departmentId, ...plan }) =>
    mutateThen(
      make,
      { ...plan, departmentId: departmentId ?? '' },
      {
        onSuccess: ({ id }) => void navigate(`/incentives/plans/${id}`),
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <Section title="Make a plan">
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <FormProblem title="Not made" problem={make.error} />
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
            <DepartmentPicker
              label="Department"
              withAsterisk
              {...form.getInputProps('departmentId')}
            />
            <Select
              label="Credit adds up over"
              data={[
                { value: 'month', label: 'A month' },
                { value: 'quarter', label: 'A quarter' },
              ]}
              allowDeselect={false}
              {...form.getInputProps('period')}
            />
          </SimpleGrid>
          <Group>
            <Button type="submit" loading={make.isPending}>
              Make the plan
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** The plans one keeps, runs or is on. */
export function Component() {
  const query = usePlans();
  const mayMake = holdsAny(useMe(), 'admin', 'hr', 'department-head');
  return (
    <IncentivesPage
      title="Incentive plans"
      description="How deals pay, from which day on, and for whom."
    >
      <QueryView query={query}>
        {(plans) =>
          plans.length === 0 ? (
            <EmptyState title="There is no plan here" />
          ) : (
            <ScrollTable label="Plans" head={['Plan', 'Department', 'Over', 'It pays now']}>
              {plans.map(({ id, name, department, period, current }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <Anchor
                      component={Link}
                      to={`/incentives/plans/${id}`}
                      size="sm"
                      underline="always"
                    >
                      {name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{department.name}</Table.Td>
                  <Table.Td>{period === 'month' ? 'A month' : 'A quarter'}</Table.Td>
                  <Table.Td>{current ? sayTiers(current) : 'Nothing'}</Table.Td>
                </Table.Tr>
              ))}
            </ScrollTable>
          )
        }
      </QueryView>
      {mayMake && <NewPlan />}
    </IncentivesPage>
  );
}
