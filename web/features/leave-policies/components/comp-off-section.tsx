import { Button, Group, List, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { formatDate } from '../../../../domain/dates/format';
import { setCompOffRuleSchema } from '../../../../domain/wire/comp-off';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, plainMessage, toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { count } from '../../../lib/text';
import { useCompOffRules, useSetCompOffRule } from '../comp-off-api';

interface Values {
  validFrom: string;
  halfDayHours: string;
  validDays: string;
}

const numberOf = (text: string) => (text.trim() === '' ? NaN : Number(text));
const bodyOf = ({ validFrom, halfDayHours, validDays }: Values) => ({
  ...{ validFrom, halfDayHours: numberOf(halfDayHours), validDays: numberOf(validDays) },
});

function RuleForm() {
  const change = useSetCompOffRule();
  const form = useForm<Values>({
    initialValues: { validFrom: '', halfDayHours: '4', validDays: '90' },
    validate: (values) => {
      const parsed = setCompOffRuleSchema.safeParse(bodyOf(values), { error: plainMessage });
      return parsed.success ? {} : issuesToFormErrors(parsed.error);
    },
  });
  const save = form.onSubmit((values) =>
    mutateThen(change, bodyOf(values), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The rule is set' });
        form.reset();
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <FormProblem title="Not set" problem={change.error} />
        <Group align="flex-start" gap="xs">
          <DayInput
            label="For overtime from"
            value={form.values.validFrom}
            onChange={(day) => form.setFieldValue('validFrom', day)}
            error={form.errors.validFrom}
          />
          <TextInput
            label="Hours for half a day"
            inputMode="decimal"
            {...form.getInputProps('halfDayHours')}
          />
          <TextInput
            label="Days it may be used"
            inputMode="numeric"
            {...form.getInputProps('validDays')}
          />
          <Button type="submit" variant="default" mt={25} loading={change.isPending}>
            Set rule
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How overtime becomes leave, for HR to say. */
export function CompOffSection() {
  const query = useCompOffRules();
  return (
    <Section title="Compensatory off">
      <Stack gap="sm">
        <QueryView query={query}>
          {(rules) => (
            <List size="sm">
              {rules.map(({ validFrom, halfDayHours, validDays }) => (
                <List.Item key={validFrom}>
                  Overtime from {formatDate(validFrom)} on: {count(halfDayHours, 'hour')} are half a
                  day, usable for {count(validDays, 'day')} after approval.
                </List.Item>
              ))}
            </List>
          )}
        </QueryView>
        <RuleForm />
      </Stack>
    </Section>
  );
}
