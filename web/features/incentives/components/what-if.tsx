import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { WhatIfAnswer } from '../../../../domain/wire/incentives';
import { FactList } from '../../../components/fact-list';
import { toFormErrors } from '../../../components/field-errors';
import { MoneyInput } from '../../../components/money-input';
import { FormProblem } from '../../../components/problem-note';
import { Section } from '../../../components/section';
import { formatMoney } from '../../../lib/money';
import { mutateThen } from '../../../lib/mutate-then';
import { useWhatIf } from '../api';

const rupees = (amount = '') => ({ amount, currency: 'INR' });

function Answer({ answer }: { answer: WhatIfAnswer }) {
  const { payout, pieces, cut, earnedBefore, earnedAfter } = answer;
  return (
    <Stack gap="xs" role="status">
      <Text fw={600}>It would earn {formatMoney(payout)}</Text>
      <FactList
        facts={[
          ...pieces.map(({ tier, rate, credit }) => ({
            ...{ label: `Tier ${tier}`, value: `${formatMoney(credit)} at ${rate} %` },
          })),
          ...(Number(cut.amount) > 0
            ? [{ label: 'Above the cap', value: `−${formatMoney(cut)}` }]
            : []),
          { label: 'Earned in the period now', value: formatMoney(earnedBefore) },
          { label: 'With this deal', value: formatMoney(earnedAfter) },
        ]}
      />
    </Stack>
  );
}

/** What a deal would earn in the running period: works with the rules that statements are drawn up with. */
export function WhatIf({ byMargin }: { byMargin: boolean }) {
  const ask = useWhatIf();
  const form = useForm({ initialValues: { amount: rupees(), cost: rupees(), share: '100' } });
  const send = form.onSubmit(({ amount, cost, share }) =>
    mutateThen(
      ask,
      { amount, share, ...(byMargin && cost.amount !== '' ? { cost } : {}) },
      { onError: ({ errors }) => form.setErrors(toFormErrors(errors)) },
    ),
  );
  const problem = (path: 'amount' | 'cost') =>
    form.errors[path] ?? form.errors[`${path}.amount`] ?? form.errors[`${path}.currency`];
  return (
    <Section title="What if">
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <FormProblem title="It cannot be worked out" problem={ask.error} />
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <MoneyInput
              {...form.getInputProps('amount')}
              label="A deal of"
              withAsterisk
              value={form.values.amount}
              error={problem('amount')}
            />
            {byMargin && (
              <MoneyInput
                {...form.getInputProps('cost')}
                label="That costs"
                value={form.values.cost}
                error={problem('cost')}
              />
            )}
            <TextInput label="My share in percent" {...form.getInputProps('share')} />
          </SimpleGrid>
          <Group>
            <Button type="submit" variant="default" loading={ask.isPending}>
              Work it out
            </Button>
          </Group>
          {ask.data && <Answer answer={ask.data} />}
        </Stack>
      </form>
    </Section>
  );
}
