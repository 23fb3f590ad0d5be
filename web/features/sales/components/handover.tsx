import {
  Anchor,
  Button,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import type { DealWire } from '../../../../domain/wire/deals';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { MoneyInput } from '../../../components/money-input';
import { MoneyText } from '../../../components/money-text';
import { RelativeTime } from '../../../components/relative-time';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useHandOver, useSalesPeople } from '../api';

function useHandoverForm(deal: DealWire) {
  const { currency } = deal.amount;
  return useForm({
    initialValues: {
      ...{ projectName: deal.name, startsOn: '', notes: '' },
      managerId: null as string | null,
      budget: Number(deal.cost.amount) > 0 ? deal.cost : { amount: '', currency },
    },
    validate: {
      projectName: (name) => (name.trim() ? null : 'Give the project a name'),
      managerId: (id) => (id ? null : 'Choose who manages it'),
      startsOn: (day) => (day ? null : 'Choose a day'),
      budget: ({ amount }) => (amount ? null : 'Say how much may be spent'),
      notes: (notes) => (notes.trim() ? null : 'Say what was promised'),
    },
  });
}

function HandoverForm({ deal, onDone }: { deal: DealWire; onDone: () => void }) {
  const handOver = useHandOver(deal.id);
  const managers = useSalesPeople('project-manager');
  const form = useHandoverForm(deal);
  const save = form.onSubmit((values) =>
    mutateThen(
      handOver,
      { ...values, managerId: values.managerId ?? '' },
      {
        onSuccess: onDone,
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Text size="sm">
          It becomes a project of consulting, once. Whoever manages it is told, and those who sold
          it.
        </Text>
        <FormProblem title="Not handed over" problem={handOver.error} />
        <TextInput label="Project" withAsterisk {...form.getInputProps('projectName')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="Project manager"
            withAsterisk
            searchable
            data={managers}
            {...form.getInputProps('managerId')}
          />
          <DayInput
            label="Starts on"
            withAsterisk
            value={form.values.startsOn}
            error={form.errors.startsOn}
            onChange={(day) => form.setFieldValue('startsOn', day)}
          />
        </SimpleGrid>
        <MoneyInput
          label="Budget"
          withAsterisk
          value={form.values.budget}
          error={form.errors.budget ?? form.errors['budget.amount']}
          onChange={(budget) => form.setFieldValue('budget', budget)}
        />
        <Textarea
          label="What was promised"
          withAsterisk
          autosize
          minRows={3}
          {...form.getInputProps('notes')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={handOver.isPending}>
            Hand it over
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Hands a won deal over; nothing where one may not. */
export function HandoverButton({ deal }: { deal: DealWire }) {
  const [opened, modal] = useDisclosure(false);
  if (!deal.may.handOver) return null;
  return (
    <>
      <Button onClick={modal.open}>Hand over to consulting</Button>
      <Modal opened={opened} onClose={modal.close} title="Hand over to consulting" size="lg">
        <HandoverForm deal={deal} onDone={modal.close} />
      </Modal>
    </>
  );
}

/** What a deal became. */
export function HandedOver({ deal }: { deal: DealWire }) {
  const { handover } = deal;
  if (!handover) return null;
  const { project, opens, budget, by, at, notes } = handover;
  return (
    <Section title="Handed over">
      <Text size="sm" component="div">
        As the project{' '}
        {opens ? (
          <Anchor component={Link} to={`/projects/${project.id}`} size="sm" underline="always">
            {project.code}
          </Anchor>
        ) : (
          project.code
        )}
        , with a budget of <MoneyText value={budget} />
        {by && `, by ${by.name}`}, <RelativeTime at={at} />
      </Text>
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {notes}
      </Text>
    </Section>
  );
}
