import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import type { Condition, Policy, PolicyStep } from '../../../../domain/approvals/policy';
import type { Duration } from '../../../../domain/durations';
import type { PolicyPage } from '../../../../domain/wire/policies';
import {
  changeStep,
  isTogether,
  moveStep,
  newCondition,
  removeStep,
  setTogether,
  type Problems,
} from '../edit-policy';
import { ConditionFields } from './condition-fields';
import { SignerFields } from './signer-fields';

interface StepProps {
  policy: Policy;
  index: number;
  problems: Problems;
  routedBy: PolicyPage['routedBy'];
  onChange: (policy: Policy) => void;
}

function Moves({ policy, index, onChange }: StepProps) {
  const last = policy.steps.length - 1;
  const button = { variant: 'default' as const, size: 'lg' as const };
  const what = `step ${index + 1}`;
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        {...button}
        aria-label={`Move ${what} up`}
        disabled={index === 0}
        onClick={() => onChange(moveStep(policy, index, -1))}
      >
        <IconArrowUp size={18} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={`Move ${what} down`}
        disabled={index === last}
        onClick={() => onChange(moveStep(policy, index, 1))}
      >
        <IconArrowDown size={18} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={`Remove ${what}`}
        disabled={last === 0}
        onClick={() => onChange(removeStep(policy, index))}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}

function Conditions({ policy, index, problems, routedBy, onChange }: StepProps) {
  const step = policy.steps[index] as PolicyStep;
  const path = `steps.${index}.when`;
  const set = (when: Condition[]) => onChange(changeStep(policy, index, { when }));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {step.when.length === 0 ? 'Always asked for' : 'Asked for when all of this holds'}
      </Text>
      {step.when.map((condition, at) => (
        <ConditionFields
          key={at}
          label={`condition ${at + 1} of step ${index + 1}`}
          condition={condition}
          path={`${path}.${at}`}
          problems={problems}
          routedBy={routedBy}
          onChange={(changed) =>
            set(step.when.map((other, place) => (place === at ? changed : other)))
          }
          onRemove={() => set(step.when.filter((_other, place) => place !== at))}
        />
      ))}
      {problems[path] && (
        <Text size="xs" c="var(--mantine-color-error)">
          {problems[path]}
        </Text>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => set([...step.when, newCondition(routedBy[0] ?? 'department')])}
      >
        Add a condition
      </Button>
    </Stack>
  );
}

const TIMES = [
  ['remindAfter', 'Remind after'],
  ['escalateAfter', 'Due after'],
  ['expireAfter', 'Expires after'],
] as const;

function Times({ policy, index, problems, onChange }: StepProps) {
  const step = policy.steps[index] as PolicyStep;
  return (
    <Group gap="sm" align="flex-start">
      {TIMES.map(([member, label]) => (
        <TextInput
          key={member}
          label={label}
          w={130}
          placeholder="48 hours"
          value={step[member]}
          error={problems[`steps.${index}.${member}`]}
          onChange={(event) =>
            onChange(changeStep(policy, index, { [member]: event.currentTarget.value as Duration }))
          }
        />
      ))}
    </Group>
  );
}

/** One step: when it is asked for, who signs, and how long they have. */
export function StepEditor(props: StepProps) {
  const { policy, index, problems, onChange } = props;
  const step = policy.steps[index] as PolicyStep;
  const path = `steps.${index}`;
  const change = (changed: Partial<PolicyStep>) => onChange(changeStep(policy, index, changed));
  return (
    <Fieldset legend={`Step ${index + 1}`}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm" justify="space-between">
          <Group align="flex-start" gap="sm">
            <TextInput
              label="Name"
              withAsterisk
              w={220}
              value={step.name}
              error={problems[`${path}.name`] ?? problems[`${path}.key`]}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            {index > 0 && (
              <Select
                label="Signs"
                w={220}
                allowDeselect={false}
                data={[
                  { value: 'after', label: 'after the step above' },
                  { value: 'together', label: 'together with the step above' },
                ]}
                value={isTogether(policy, index) ? 'together' : 'after'}
                onChange={(value) => onChange(setTogether(policy, index, value === 'together'))}
              />
            )}
          </Group>
          <Moves {...props} />
        </Group>
        <SignerFields step={step} path={path} problems={problems} onChange={change} />
        <Conditions {...props} />
        <Times {...props} />
      </Stack>
    </Fieldset>
  );
}
