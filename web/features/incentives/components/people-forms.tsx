import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ComponentProps, ReactNode } from 'react';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { MoneyInput } from '../../../components/money-input';
import { PersonPicker } from '../../../components/person-picker';
import { FormProblem } from '../../../components/problem-note';
import type { ApiProblem } from '../../../lib/api';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddBonus, useSetMember, useSetQuota } from '../api';

const rupees = () => ({ amount: '', currency: 'INR' });
const chosen = (id: string | null) => (id === null ? 'Choose a person' : null);
const day = (date: string) => (date ? null : 'Choose a day');

/** Something that is said of a plan: fields in a row, and what was wrong with them above. */
function PlanPart(props: {
  onSubmit: ComponentProps<'form'>['onSubmit'];
  change: { error: ApiProblem | null; isPending: boolean };
  refused: string;
  action: string;
  children: ReactNode;
}) {
  return (
    <form onSubmit={props.onSubmit} noValidate>
      <Stack gap="sm">
        <FormProblem title={props.refused} problem={props.change.error} />
        <SimpleGrid cols={{ base: 1, sm: 3 }}>{props.children}</SimpleGrid>
        <Group>
          <Button type="submit" variant="default" loading={props.change.isPending}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Puts somebody on a plan, or says until when they are. */
export function MemberForm({ planId }: { planId: string }) {
  const set = useSetMember(planId);
  const form = useForm({
    initialValues: { employeeId: null as string | null, from: '', to: '' },
    validate: { employeeId: chosen, from: day },
  });
  const save = form.onSubmit(({ employeeId, from, to }) =>
    mutateThen(
      set,
      { employeeId: employeeId ?? '', from, to: to || null },
      {
        onSuccess: () => form.reset(),
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <PlanPart onSubmit={save} change={set} refused="Not saved" action="Put on the plan">
      <PersonPicker
        label="Person"
        withAsterisk
        {...form.getInputProps('employeeId')}
        value={form.values.employeeId}
      />
      <DayInput
        {...form.getInputProps('from')}
        label="On it from"
        withAsterisk
        value={form.values.from}
      />
      <DayInput {...form.getInputProps('to')} label="Until" value={form.values.to} />
    </PlanPart>
  );
}

/** What somebody is to reach in each period from a day on. */
export function QuotaForm({ planId }: { planId: string }) {
  const set = useSetQuota(planId);
  const form = useForm({
    initialValues: { employeeId: null as string | null, from: '', amount: rupees() },
    validate: { employeeId: chosen, from: day },
  });
  const save = form.onSubmit(({ employeeId, ...quota }) =>
    mutateThen(
      set,
      { ...quota, employeeId: employeeId ?? '' },
      {
        onSuccess: () => form.reset(),
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <PlanPart onSubmit={save} change={set} refused="Not saved" action="Set the quota">
      <PersonPicker
        label="Seller"
        withAsterisk
        {...form.getInputProps('employeeId')}
        value={form.values.employeeId}
      />
      <DayInput
        {...form.getInputProps('from')}
        label="From the period of"
        withAsterisk
        value={form.values.from}
      />
      <MoneyInput
        {...form.getInputProps('amount')}
        label="Quota"
        withAsterisk
        value={form.values.amount}
        error={form.errors['amount.amount']}
      />
    </PlanPart>
  );
}

/** A fixed amount for each deal won between two days. */
export function BonusForm({ planId }: { planId: string }) {
  const add = useAddBonus(planId);
  const form = useForm({
    initialValues: { name: '', from: '', to: '', least: rupees(), amount: rupees() },
    validate: { from: day, to: day },
  });
  const save = form.onSubmit(({ least, ...bonus }) =>
    mutateThen(
      add,
      { ...bonus, least: least.amount === '' ? null : least },
      {
        onSuccess: () => form.reset(),
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <PlanPart onSubmit={save} change={add} refused="Not added" action="Add the bonus">
      <TextInput label="What for" withAsterisk {...form.getInputProps('name')} />
      <DayInput
        {...form.getInputProps('from')}
        label="Won from"
        withAsterisk
        value={form.values.from}
      />
      <DayInput
        {...form.getInputProps('to')}
        label="Won until"
        withAsterisk
        value={form.values.to}
      />
      <MoneyInput
        {...form.getInputProps('least')}
        label="Deals of at least"
        value={form.values.least}
        error={form.errors['least.amount']}
      />
      <MoneyInput
        {...form.getInputProps('amount')}
        label="Bonus for each"
        withAsterisk
        value={form.values.amount}
        error={form.errors['amount.amount']}
      />
    </PlanPart>
  );
}
