import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { BASES, MEASURES, type Basis, type Measure } from '../../../../domain/incentives/plan';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { MoneyInput } from '../../../components/money-input';
import { FormProblem } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddVersion } from '../api';
import { BASIS_WORDS, MEASURE_WORDS } from '../words';

const MOST_TIERS = 12;
const rupees = (amount = '') => ({ amount, currency: 'INR' });

function useVersionForm() {
  return useForm({
    initialValues: {
      from: '',
      basis: 'paid' as Basis,
      measure: 'revenue' as Measure,
      scale: 'amount' as 'amount' | 'quota',
      tiers: [{ from: '0', rate: '' }],
      cap: rupees(),
    },
    validate: { from: (from) => (from ? null : 'Choose a day') },
  });
}

type VersionForm = ReturnType<typeof useVersionForm>;

function Tiers({ form }: { form: VersionForm }) {
  const { tiers, scale } = form.values;
  const start = scale === 'quota' ? 'Percent of the quota' : 'Rupees of credit';
  return (
    <Stack gap="xs">
      {tiers.map((_tier, index) => (
        <Group key={index} align="flex-start" gap="xs">
          <TextInput
            label={`Tier ${index + 1} begins at`}
            description={start}
            {...form.getInputProps(`tiers.${index}.from`)}
          />
          <TextInput
            label={`Tier ${index + 1} pays`}
            description="Percent of what lies in it"
            {...form.getInputProps(`tiers.${index}.rate`)}
          />
        </Group>
      ))}
      <Group gap="xs">
        <Button
          variant="default"
          disabled={tiers.length >= MOST_TIERS}
          onClick={() => form.insertListItem('tiers', { from: '', rate: '' })}
        >
          Add a tier
        </Button>
        {tiers.length > 1 && (
          <Button variant="default" onClick={() => form.removeListItem('tiers', tiers.length - 1)}>
            Remove the last one
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Rules({ form }: { form: VersionForm }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <DayInput
        {...form.getInputProps('from')}
        label="From"
        description="The version before it ends the day before"
        withAsterisk
        value={form.values.from}
      />
      <Select
        label="A deal counts"
        data={BASES.map((value) => ({ value, label: BASIS_WORDS[value] }))}
        allowDeselect={false}
        {...form.getInputProps('basis')}
      />
      <Select
        label="Of a deal counts"
        data={MEASURES.map((value) => ({ value, label: MEASURE_WORDS[value] }))}
        allowDeselect={false}
        {...form.getInputProps('measure')}
      />
      <Select
        label="Tiers begin at"
        data={[
          { value: 'amount', label: 'Amounts' },
          { value: 'quota', label: 'Shares of the quota' },
        ]}
        allowDeselect={false}
        {...form.getInputProps('scale')}
      />
      <MoneyInput
        {...form.getInputProps('cap')}
        label="At most in a period"
        description="Empty: no limit"
        value={form.values.cap}
        error={form.errors['cap.amount'] ?? form.errors.cap}
      />
    </SimpleGrid>
  );
}

/** How a plan pays from a day on. */
export function VersionForm({ planId }: { planId: string }) {
  const add = useAddVersion(planId);
  const form = useVersionForm();
  const save = form.onSubmit(({ cap, ...version }) =>
    mutateThen(
      add,
      { ...version, cap: cap.amount === '' ? null : cap },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: 'The plan pays so from that day on' });
          form.reset();
        },
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <FormProblem title="Not added" problem={add.error} />
        <Rules form={form} />
        <Tiers form={form} />
        <Group>
          <Button type="submit" loading={add.isPending}>
            Add the version
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
