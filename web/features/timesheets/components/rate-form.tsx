import {
  Button,
  Group,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import {
  PROJECT_ROLE_NAMES,
  PROJECT_ROLES,
  RATE_KIND_NAMES,
  RATE_KINDS,
  type ProjectRole,
  type RateKind,
} from '../../../../domain/timesheets/rates';
import { newWorkRateSchema, type NewWorkRate } from '../../../../domain/wire/timesheets';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, plainMessage, toFormErrors } from '../../../components/field-errors';
import { MoneyField } from '../../../components/money-field';
import { PersonPicker } from '../../../components/person-picker';
import { FormProblem } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useSetWorkRate } from '../api';

type Whose = 'person' | 'role' | 'grade';

interface Values {
  kind: RateKind;
  whose: Whose;
  employeeId: string | null;
  role: ProjectRole;
  grade: string;
  validFrom: string;
  hour: { amount: string; currency: string };
}

/** What a link to this page says of the rate that is missing. */
export interface RateWanted {
  kind?: string | undefined;
  employeeId?: string | undefined;
  from?: string | undefined;
}

function rateOf({ kind, whose, employeeId, role, grade, validFrom, hour }: Values): NewWorkRate {
  const of = { person: { employeeId: employeeId ?? '' }, role: { role }, grade: { grade } };
  return { kind, validFrom, hour, ...of[whose] };
}

function useRateForm({ kind, employeeId, from }: RateWanted) {
  return useForm<Values>({
    initialValues: {
      ...{
        kind: kind === 'bill' ? 'bill' : 'cost',
        whose: 'person',
        role: 'consultant',
        grade: '',
      },
      ...{ employeeId: employeeId ?? null, validFrom: from ?? '' },
      hour: { amount: '', currency: COMPANY_CURRENCY },
    },
    validate: (values) => {
      if (values.whose === 'person' && !values.employeeId) return { employeeId: 'Choose a person' };
      const parsed = newWorkRateSchema.safeParse(rateOf(values), { error: plainMessage });
      return parsed.success ? {} : issuesToFormErrors(parsed.error);
    },
  });
}

function WhoseField({ form }: { form: ReturnType<typeof useRateForm> }) {
  const { whose } = form.values;
  if (whose === 'person')
    return (
      <PersonPicker
        label="Person"
        withAsterisk
        value={form.values.employeeId}
        error={form.errors.employeeId}
        onChange={(id) => form.setFieldValue('employeeId', id)}
      />
    );
  if (whose === 'grade')
    return <TextInput label="Grade" withAsterisk {...form.getInputProps('grade')} />;
  return (
    <Select
      label="Role"
      allowDeselect={false}
      data={PROJECT_ROLES.map((value) => ({ value, label: PROJECT_ROLE_NAMES[value] }))}
      {...form.getInputProps('role')}
    />
  );
}

/** What an hour is worth from a day on. */
export function RateForm({ wanted }: { wanted: RateWanted }) {
  const set = useSetWorkRate();
  const form = useRateForm(wanted);
  const save = form.onSubmit((values) =>
    mutateThen(set, rateOf(values), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The rate is set' });
        form.setFieldValue('hour', { amount: '', currency: COMPANY_CURRENCY });
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not set" problem={set.error} />
        <Group>
          <SegmentedControl
            aria-label="Kind of rate"
            data={RATE_KINDS.map((value) => ({ value, label: RATE_KIND_NAMES[value] }))}
            {...form.getInputProps('kind')}
          />
          <SegmentedControl
            aria-label="Whose rate"
            data={[
              { value: 'person', label: 'A person' },
              { value: 'role', label: 'A role' },
              { value: 'grade', label: 'A grade' },
            ]}
            {...form.getInputProps('whose')}
          />
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <WhoseField form={form} />
          <DayInput
            label="From"
            withAsterisk
            error={form.errors.validFrom}
            value={form.values.validFrom}
            onChange={(day) => form.setFieldValue('validFrom', day)}
          />
          <MoneyField
            form={form as never}
            path="hour"
            label="An hour"
            withAsterisk
            value={form.values.hour}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={set.isPending}>
            Set the rate
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
