import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { definitions } from '../../../../approvals/definitions';
import type { SafetyMode } from '../../../../domain/mail/safety';
import { formatMoney, parseMoney } from '../../../../domain/money/money';
import type { NewSafetyRule, SafetyRuleWire } from '../../../../domain/wire/mail';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { useAddSafetyRule, useRemoveSafetyRule, useSafetyRules } from '../api';

const MODES: Record<SafetyMode, string> = {
  button: 'A button decides',
  challenge: 'One also types a code',
  'sign-in': 'One signs in and decides in the app',
};
const KINDS = Object.values(definitions).map(({ id, label }) => ({ value: id, label }));

function sentenceOf({ kindLabel, atLeast, mode }: SafetyRuleWire): string {
  const what = kindLabel ?? 'Every kind of request';
  const from = atLeast ? ` from ${formatMoney(parseMoney(atLeast))}` : '';
  return `${what}${from}: ${MODES[mode].toLowerCase()}`;
}

function Rule({ rule }: { rule: SafetyRuleWire }) {
  const remove = useRemoveSafetyRule();
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" component="li">
      <div>
        <Text size="sm">{sentenceOf(rule)}</Text>
        {rule.remark && (
          <Text size="xs" c="dimmed">
            {rule.remark}
          </Text>
        )}
        {remove.error && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {remove.error.message}
          </Text>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="red.8"
        size="lg"
        aria-label={`Remove the rule: ${sentenceOf(rule)}`}
        loading={remove.isPending}
        onClick={() => remove.mutate(rule.id)}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}

const EMPTY = { kind: null as string | null, amount: '', currency: 'INR', mode: 'challenge' };

function useNewRule() {
  const add = useAddSafetyRule();
  const form = useForm({ initialValues: EMPTY });
  const save = form.onSubmit(({ kind, amount, currency, mode }) => {
    const atLeast = amount.trim() ? { amount: amount.trim(), currency: currency.trim() } : null;
    const rule = { kind, atLeast, mode } as NewSafetyRule;
    add.mutate(rule, {
      onSuccess: () => form.reset(),
      onError: ({ errors }) =>
        form.setErrors(
          toFormErrors(errors.map((one) => ({ ...one, path: one.path.replace('atLeast.', '') }))),
        ),
    });
  });
  return { add, form, save };
}

function NewRule() {
  const { add, form, save } = useNewRule();
  return (
    <form onSubmit={save} noValidate aria-label="A new rule">
      <Stack gap="sm">
        <FormProblem title="Not added" problem={add.error} />
        <Select
          label="Kind of request"
          placeholder="Every kind"
          clearable
          clearButtonProps={{ 'aria-label': 'Every kind' }}
          data={KINDS}
          {...form.getInputProps('kind')}
        />
        <Group align="flex-start" grow>
          <TextInput
            label="From an amount of"
            placeholder="Any"
            inputMode="decimal"
            autoComplete="off"
            {...form.getInputProps('amount')}
          />
          <TextInput
            label="Currency"
            maxLength={3}
            autoCapitalize="characters"
            {...form.getInputProps('currency')}
          />
        </Group>
        <Select
          label="What it takes to decide by mail"
          allowDeselect={false}
          data={Object.entries(MODES).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('mode')}
        />
        <Group>
          <Button type="submit" loading={add.isPending}>
            Add the rule
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How carefully mailed links act: the rules there are, and a form for one more. */
export function SafetyRules() {
  const rules = useSafetyRules();
  return (
    <Stack>
      <Text size="sm">
        Without a rule the button on a link’s page decides. Of all rules that match, the strictest
        counts, also for links that are out already. Where more than a button is asked for, answers
        by mail decide nothing.
      </Text>
      <QueryView query={rules}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              There are no rules yet.
            </Text>
          ) : (
            <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.map((rule) => (
                <Rule key={rule.id} rule={rule} />
              ))}
            </Stack>
          )
        }
      </QueryView>
      <Title order={3} size="h5">
        A new rule
      </Title>
      <NewRule />
    </Stack>
  );
}
