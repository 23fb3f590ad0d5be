import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PolicyPage, SimulatePolicy } from '../../../../domain/wire/policies';
import { DayInput } from '../../../components/day-input';
import { byPath } from '../edit-policy';
import { PersonPicker } from '../../../components/person-picker';
import { Section } from '../../../components/section';
import { useDepartments } from '../../people/api';
import { useProjectChoice, useSimulation } from '../api';
import { SimulationResult } from './simulation-result';

interface Asked {
  requesterId: string | null;
  policy: string;
  day: string;
  amount: string;
  currency: string;
  days: string;
  category: string;
  departmentId: string | null;
  projectId: string | null;
}

const NOTHING: Asked = {
  ...{ requesterId: null, policy: 'in-force', day: '', amount: '', currency: 'INR', days: '' },
  ...{ departmentId: null, projectId: null, category: '' },
};

function bodyOf(asked: Asked): SimulatePolicy {
  const { amount, currency, days, departmentId, projectId, category, policy } = asked;
  return {
    requesterId: asked.requesterId ?? '',
    facts: {
      ...(amount ? { amount: { amount, currency } } : {}),
      ...(days ? { days } : {}),
      ...(departmentId ? { departmentId } : {}),
      ...(projectId ? { projectId } : {}),
      ...(category ? { category } : {}),
    },
    ...(asked.day ? { at: asked.day } : {}),
    policy: policy === 'in-force' || policy === 'draft' ? policy : Number(policy),
  };
}

function choicesOf(page: PolicyPage) {
  return [
    { value: 'in-force', label: 'in force then' },
    ...(page.draft ? [{ value: 'draft', label: 'the draft' }] : []),
    ...page.versions.map(({ version }) => ({
      value: String(version),
      label: `version ${version}`,
    })),
  ];
}

interface FieldProps {
  page: PolicyPage;
  asked: Asked;
  errors: Record<string, string>;
  set: (change: Partial<Asked>) => void;
}

function AmountFields({ asked, errors, set }: Omit<FieldProps, 'page'>) {
  return (
    <>
      <TextInput
        label="Amount"
        w={140}
        inputMode="decimal"
        placeholder="25000.00"
        value={asked.amount}
        error={errors['facts.amount.amount']}
        onChange={(event) => set({ amount: event.currentTarget.value.trim() })}
      />
      <TextInput
        label="Currency"
        w={90}
        value={asked.currency}
        error={errors['facts.amount.currency']}
        onChange={(event) => set({ currency: event.currentTarget.value.trim().toUpperCase() })}
      />
    </>
  );
}

function FactFields({ page, asked, errors, set }: FieldProps) {
  const departments = useDepartments();
  const projects = useProjectChoice();
  const has = (fact: PolicyPage['routedBy'][number]) => page.routedBy.includes(fact);
  const options = (items: { id: string; name: string }[] | undefined) =>
    (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {has('amount') && <AmountFields {...{ asked, errors, set }} />}
      {has('days') && (
        <TextInput
          label="Working days"
          w={140}
          inputMode="decimal"
          value={asked.days}
          error={errors['facts.days']}
          onChange={(event) => set({ days: event.currentTarget.value.trim() })}
        />
      )}
      {has('category') && (
        <TextInput
          label="Category"
          w={140}
          value={asked.category}
          error={errors['facts.category']}
          onChange={(event) => set({ category: event.currentTarget.value.trim() })}
        />
      )}
      {has('project') && (
        <Select
          label="Project"
          clearable
          searchable
          clearButtonProps={{ 'aria-label': 'No project' }}
          data={options(projects.data)}
          value={asked.projectId}
          onChange={(projectId) => set({ projectId })}
        />
      )}
      <Select
        label="Department"
        placeholder="The requester's"
        clearable
        clearButtonProps={{ 'aria-label': "The requester's" }}
        data={options(departments.data)}
        value={asked.departmentId}
        onChange={(departmentId) => set({ departmentId })}
      />
    </>
  );
}

/** Tries a policy: who would sign such a request of this person at that time, and why. */
export function Simulator({ page }: { page: PolicyPage }) {
  const [asked, setAsked] = useState(NOTHING);
  const simulation = useSimulation(page.kind);
  const errors = byPath(simulation.error?.errors ?? []);
  const set = (change: Partial<Asked>) => setAsked({ ...asked, ...change });
  return (
    <Section title="Try it">
      <Stack gap="sm">
        <Group align="flex-start" gap="sm">
          <PersonPicker
            label="Requester"
            withAsterisk
            value={asked.requesterId}
            error={errors.requesterId}
            onChange={(requesterId) => set({ requesterId })}
          />
          <FactFields page={page} asked={asked} errors={errors} set={set} />
          <DayInput
            label="Asked for on"
            description="Today if left empty"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={asked.day}
            onChange={(day) => set({ day })}
          />
          <Select
            label="By the policy"
            allowDeselect={false}
            data={choicesOf(page)}
            value={asked.policy}
            onChange={(policy) => set({ policy: policy ?? 'in-force' })}
          />
        </Group>
        <Button
          w="fit-content"
          disabled={!asked.requesterId}
          loading={simulation.isPending}
          onClick={() => simulation.mutate(bodyOf(asked))}
        >
          Show who signs
        </Button>
        {simulation.error && (
          <Alert color="orange" variant="outline" role="alert" title="This cannot be tried">
            {simulation.error.message}
          </Alert>
        )}
        {simulation.data && !simulation.error && <SimulationResult simulation={simulation.data} />}
      </Stack>
    </Section>
  );
}
