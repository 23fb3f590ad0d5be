import {
  Button,
  Fieldset,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { EXPENSE_CATEGORIES, EXPENSE_CATEGORY_NAMES } from '../../../../domain/expenses/claims';
import { EXPENSE_RULE_NAMES, EXPENSE_RULES } from '../../../../domain/expenses/policy';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import type { ExpensePolicyWire } from '../../../../domain/wire/expenses';
import { DayInput } from '../../../components/day-input';
import { mutateThen } from '../../../lib/mutate-then';
import { useSetPolicy } from '../api';
import { bodyOf, fieldOf, problemsOf, valuesOf, type PolicyValues } from '../policy-form';
import { ProblemNote } from '../../../components/problem-note';

type Form = UseFormReturnType<PolicyValues>;

const categories = EXPENSE_CATEGORIES.map((value) => ({
  value,
  label: EXPENSE_CATEGORY_NAMES[value],
}));
const rules = EXPENSE_RULES.map((value) => ({ value, label: EXPENSE_RULE_NAMES[value] }));
const strictnesses = [
  { value: 'hard', label: 'Refuse the claim' },
  { value: 'soft', label: 'Ask for an exception' },
];
const first = { category: 'meals', rule: 'item-cap', value: '', strictness: 'soft' } as const;

function RuleFields({ form, index }: { form: Form; index: number }) {
  const at = (name: string) => form.getInputProps(`rules.${index}.${name}`);
  const isAge = form.values.rules[index]?.rule === 'max-age';
  return (
    <Fieldset legend={`Rule ${index + 1}`} p="sm">
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select label="Category" data={categories} allowDeselect={false} {...at('category')} />
          <Select label="Rule" data={rules} allowDeselect={false} {...at('rule')} />
          <TextInput
            label={isAge ? 'Days' : `Amount in ${COMPANY_CURRENCY}`}
            withAsterisk
            inputMode="decimal"
            autoComplete="off"
            {...at('value')}
          />
          <Select
            label="When it is broken"
            data={strictnesses}
            allowDeselect={false}
            {...at('strictness')}
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button
            variant="default"
            aria-label={`Remove rule ${index + 1}`}
            onClick={() => form.removeListItem('rules', index)}
          >
            Remove
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function Fields({ form }: { form: Form }) {
  return (
    <>
      <DayInput
        label="For expenses from"
        description="Until a later version begins. Claims that were sent keep what they were judged by."
        withAsterisk
        error={form.errors.startsOn}
        value={form.values.startsOn}
        onChange={(day) => form.setFieldValue('startsOn', day)}
      />
      <TextInput
        label="Why"
        description="Everybody reads it."
        withAsterisk
        maxLength={500}
        {...form.getInputProps('note')}
      />
      {form.values.rules.map((_, index) => (
        <RuleFields key={index} form={form} index={index} />
      ))}
      <Group>
        <Button variant="default" onClick={() => form.insertListItem('rules', first)}>
          Add a rule
        </Button>
      </Group>
    </>
  );
}

/** A new version of the policy, beginning with the rules of another one. Drawn while it is open. */
export function PolicyModal({ onClose, from }: { onClose: () => void; from?: ExpensePolicyWire }) {
  const set = useSetPolicy();
  const form = useForm<PolicyValues>({ initialValues: valuesOf(from), validate: problemsOf });
  const save = form.onSubmit((values) =>
    mutateThen(set, bodyOf(values), {
      onSuccess: ({ number }) => {
        notifications.show({ color: 'green', message: `Version ${number} is set` });
        onClose();
      },
      onError: ({ errors }) =>
        form.setErrors(
          Object.fromEntries(errors.map(({ path, message }) => [fieldOf(path), message])),
        ),
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title="New version of the policy"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={save} noValidate>
        <Stack>
          <ProblemNote title="Not set" problem={set.error} />
          <Fields form={form} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={set.isPending}>
              Set this version
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
