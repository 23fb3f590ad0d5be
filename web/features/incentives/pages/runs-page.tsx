import { Anchor, Button, Group, Select, Stack, Table } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { ProblemNote } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { useDrawRun, usePlans, useRuns } from '../api';
import { IncentivesPage } from '../components/incentives-page';

function DrawRun() {
  const [planId, setPlanId] = useState<string | null>(null);
  const [on, setOn] = useState('');
  const plans = usePlans();
  const draw = useDrawRun();
  const navigate = useNavigate();
  const send = () =>
    mutateThen(
      draw,
      { planId: planId ?? '', on },
      { onSuccess: ({ id }) => void navigate(`/incentives/runs/${id}`) },
    );
  const error = draw.error?.errors.find(({ path }) => path === 'on')?.message;
  return (
    <Section title="Draw up a period">
      <Stack gap="sm">
        {!error && <ProblemNote title="Nothing was drawn up" problem={draw.error} />}
        <Group align="flex-end" gap="xs">
          <Select
            label="Plan"
            data={(plans.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={planId}
            onChange={setPlanId}
          />
          <DayInput label="A day of the period" value={on} onChange={setOn} error={error} />
          <Button loading={draw.isPending} disabled={planId === null || on === ''} onClick={send}>
            Draw up a preview
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

/** The runs of the plans one looks after. */
export function Component() {
  const query = useRuns();
  return (
    <IncentivesPage
      title="Incentive runs"
      description="A period is drawn up, signed by the head and finance, published and entered into the books."
    >
      <DrawRun />
      <QueryView query={query}>
        {(runs) =>
          runs.length === 0 ? (
            <EmptyState title="Nothing is drawn up yet" />
          ) : (
            <ScrollTable
              label="Runs"
              head={['Period', 'Plan', 'Department', 'Statements', 'To be paid', 'State']}
            >
              {runs.map((run) => (
                <Table.Tr key={run.id}>
                  <Table.Td>
                    <Anchor
                      component={Link}
                      to={`/incentives/runs/${run.id}`}
                      size="sm"
                      underline="always"
                    >
                      {run.period}, {run.plan.name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{run.plan.name}</Table.Td>
                  <Table.Td>{run.department.name}</Table.Td>
                  <Table.Td>{run.people}</Table.Td>
                  <Table.Td>
                    <MoneyText value={run.payable} />
                  </Table.Td>
                  <Table.Td>
                    <StatusBadge status={run.status} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </ScrollTable>
          )
        }
      </QueryView>
    </IncentivesPage>
  );
}
