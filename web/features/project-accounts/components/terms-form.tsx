import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import {
  EARNING_METHODS,
  METHOD_NAMES,
  type EarningMethod,
} from '../../../../domain/project-accounts/earned';
import type { MoneyWire } from '../../../../domain/wire/common';
import {
  projectTermsSchema,
  type ProjectStandingWire,
  type ProjectTerms,
} from '../../../../domain/wire/project-terms';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, plainMessage, toFormErrors } from '../../../components/field-errors';
import { MoneyField } from '../../../components/money-field';
import { FormProblem } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useSetTerms } from '../api';

interface Values {
  method: EarningMethod;
  contract: MoneyWire;
  budget: MoneyWire;
  estimate: MoneyWire;
  milestones: { name: string; amount: MoneyWire; dueOn: string; reachedOn: string }[];
}

const none: MoneyWire = { amount: '', currency: COMPANY_CURRENCY };
const orNull = (value: MoneyWire) => (value.amount === '' ? null : value);

function valuesOf({ terms }: ProjectStandingWire): Values {
  return {
    method: terms?.method ?? 'time-and-materials',
    contract: terms?.contract ?? none,
    budget: terms?.budget ?? none,
    estimate: terms?.estimate ?? none,
    milestones: (terms?.milestones ?? []).map(({ reachedOn, ...milestone }) => ({
      ...{ ...milestone, reachedOn: reachedOn ?? '' },
    })),
  };
}

/** Milestones are sent where the project earns by them, and are kept in the form otherwise. */
function termsOf({ method, contract, budget, estimate, milestones }: Values): ProjectTerms {
  return {
    ...{ method, contract: orNull(contract), budget: orNull(budget), estimate: orNull(estimate) },
    milestones:
      method !== 'milestones'
        ? []
        : milestones.map(({ reachedOn, ...milestone }) => ({
            ...{ ...milestone, reachedOn: reachedOn || null },
          })),
  };
}

function useTermsForm(standing: ProjectStandingWire) {
  return useForm<Values>({
    initialValues: valuesOf(standing),
    validate: (values) => {
      const parsed = projectTermsSchema.safeParse(termsOf(values), { error: plainMessage });
      return parsed.success ? {} : issuesToFormErrors(parsed.error);
    },
  });
}

type Form = ReturnType<typeof useTermsForm>;

function Milestone({ form, at }: { form: Form; at: number }) {
  const milestone = form.values.milestones[at];
  if (!milestone) return null;
  const path = `milestones.${at}`;
  const day = (label: string, name: 'dueOn' | 'reachedOn') => (
    <DayInput
      label={`${label}, milestone ${at + 1}`}
      value={milestone[name]}
      error={form.errors[`${path}.${name}`]}
      onChange={(value) => form.setFieldValue(`${path}.${name}`, value)}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 5 }}>
      <TextInput label={`Milestone ${at + 1}`} {...form.getInputProps(`${path}.name`)} />
      <MoneyField
        form={form as never}
        path={`${path}.amount`}
        label={`Amount, milestone ${at + 1}`}
        value={milestone.amount}
      />
      {day('Due on', 'dueOn')}
      {day('Reached on', 'reachedOn')}
      <Button
        variant="default"
        style={{ alignSelf: 'end' }}
        aria-label={`Remove milestone ${at + 1}`}
        onClick={() => form.removeListItem('milestones', at)}
      >
        Remove
      </Button>
    </SimpleGrid>
  );
}

function Milestones({ form }: { form: Form }) {
  const empty = { name: '', amount: none, dueOn: '', reachedOn: '' };
  return (
    <Stack gap="sm">
      {form.values.milestones.map((_, at) => (
        <Milestone key={at} form={form} at={at} />
      ))}
      <Group>
        <Button variant="default" onClick={() => form.insertListItem('milestones', empty)}>
          Add a milestone
        </Button>
        {form.errors.milestones && <span role="alert">{form.errors.milestones}</span>}
      </Group>
    </Stack>
  );
}

/** How a project earns and what it may cost. */
export function TermsForm({ standing }: { standing: ProjectStandingWire }) {
  const set = useSetTerms(standing.project.id);
  const form = useTermsForm(standing);
  const save = form.onSubmit((values) =>
    mutateThen(set, termsOf(values), {
      onSuccess: () => notifications.show({ color: 'green', message: 'The terms are set' }),
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  const amount = (path: 'contract' | 'budget' | 'estimate', label: string) => (
    <MoneyField form={form as never} path={path} label={label} value={form.values[path]} />
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not set" problem={set.error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label="Earns by"
            allowDeselect={false}
            data={EARNING_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
            {...form.getInputProps('method')}
          />
          {amount('contract', 'Contract')}
          {amount('budget', 'Budget of cost')}
          {amount('estimate', 'Estimate at completion')}
        </SimpleGrid>
        {form.values.method === 'milestones' && <Milestones form={form} />}
        <Group>
          <Button type="submit" loading={set.isPending}>
            Set the terms
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
