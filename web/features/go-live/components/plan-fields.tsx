import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { newCheck, newRisk, type PlanValues } from '../plan-form';

interface FieldsProps {
  form: UseFormReturnType<PlanValues>;
  people: { value: string; label: string }[];
}

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'done', label: 'Done' },
  { value: 'not-applicable', label: 'Does not apply' },
];
const RISK_STATES = [
  { value: 'open', label: 'Open' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'closed', label: 'Closed' },
];

function CheckField({ form, people, index }: FieldsProps & { index: number }) {
  const at = (name: string) => form.getInputProps(`checks.${index}.${name}`);
  const isOut = form.values.checks[index]?.state === 'not-applicable';
  return (
    <Paper withBorder p="sm">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
        <TextInput label="Gate" withAsterisk maxLength={60} {...at('gate')} />
        <TextInput label="Check" withAsterisk maxLength={200} {...at('label')} />
        <Select label="Owner" withAsterisk data={people} searchable {...at('ownerId')} />
        <Select label="State" data={STATES} allowDeselect={false} {...at('state')} />
        <TextInput
          label={isOut ? 'Why it does not apply' : 'Where it can be seen'}
          maxLength={500}
          {...at(isOut ? 'reason' : 'evidence')}
        />
        <Group justify="space-between" align="flex-end" pb={4}>
          <Checkbox
            label="Mandatory"
            {...form.getInputProps(`checks.${index}.mandatory`, { type: 'checkbox' })}
          />
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`Remove check ${index + 1}`}
            onClick={() => form.removeListItem('checks', index)}
          >
            Remove
          </Button>
        </Group>
      </SimpleGrid>
    </Paper>
  );
}

/** The checks of all gates, in the order in which they are shown. */
export function CheckFields({ form, people }: FieldsProps) {
  const { checks } = form.values;
  const add = () => {
    const last = checks.at(-1);
    form.insertListItem('checks', newCheck(last?.gate ?? '', last?.ownerId ?? ''));
  };
  return (
    <Stack gap="xs">
      {checks.map((check, index) => (
        <CheckField key={check.id ?? index} form={form} people={people} index={index} />
      ))}
      <Group>
        <Button variant="default" onClick={add}>
          Add a check
        </Button>
      </Group>
    </Stack>
  );
}

function RiskField({ form, people, index }: FieldsProps & { index: number }) {
  const at = (name: string) => form.getInputProps(`risks.${index}.${name}`);
  return (
    <Paper withBorder p="sm">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
        <TextInput label="What may go wrong" withAsterisk maxLength={200} {...at('title')} />
        <NumberInput label="Probability, 1 to 5" min={1} max={5} {...at('probability')} />
        <NumberInput label="Impact, 1 to 5" min={1} max={5} {...at('impact')} />
        <Select label="Owner" withAsterisk data={people} searchable {...at('ownerId')} />
        <TextInput label="Kept small by" maxLength={1000} {...at('mitigation')} />
        <Group justify="space-between" align="flex-end" wrap="nowrap">
          <Select label="State" data={RISK_STATES} allowDeselect={false} {...at('state')} />
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`Remove risk ${index + 1}`}
            onClick={() => form.removeListItem('risks', index)}
          >
            Remove
          </Button>
        </Group>
      </SimpleGrid>
    </Paper>
  );
}

/** The risk register. */
export function RiskFields({ form, people }: FieldsProps) {
  return (
    <Stack gap="xs">
      {form.values.risks.map((_risk, index) => (
        <RiskField key={index} form={form} people={people} index={index} />
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() => form.insertListItem('risks', newRisk(form.values.rollback.ownerId))}
        >
          Add a risk
        </Button>
      </Group>
    </Stack>
  );
}

/** When and how one goes back. */
export function RollbackFields({ form, people }: FieldsProps) {
  const at = (name: string) => form.getInputProps(`rollback.${name}`);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
      <TextInput label="When one goes back" withAsterisk maxLength={500} {...at('trigger')} />
      <Select label="Owner" withAsterisk data={people} searchable {...at('ownerId')} />
      <Textarea
        label="How"
        description="Another text has to be drilled again"
        withAsterisk
        autosize
        minRows={3}
        maxLength={4000}
        {...at('steps')}
      />
      <NumberInput label="Minutes it may take" min={1} {...at('minutes')} />
    </SimpleGrid>
  );
}
