import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm, type FormErrors } from '@mantine/form';
import type { UseMutationResult } from '@tanstack/react-query';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import type { ApiProblem } from '../../../lib/api';
import { mutateThen } from '../../../lib/mutate-then';
import { Refusal } from './refusal';

/** When and why something is taken back. */
interface Reversal {
  on: string;
  reason: string;
}

/**
 * Takes back what was recorded, on a day and with a reason.
 * @param props.effect what becomes of it, in words
 * @param props.action what the button says
 */
export function TakeBackForm<Answer>(props: {
  reverse: UseMutationResult<Answer, ApiProblem, Reversal>;
  on: string;
  validate: (reversal: Reversal) => FormErrors;
  effect: string;
  action: string;
}) {
  const { reverse, on, validate, effect, action } = props;
  const form = useForm<Reversal>({ initialValues: { on, reason: '' }, validate });
  const save = form.onSubmit((reversal) =>
    mutateThen(reverse, reversal, {
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not taken back" problem={reverse.error} />
        <DayInput
          label="Day"
          maw={240}
          error={form.errors.on}
          value={form.values.on}
          onChange={(day) => form.setFieldValue('on', day)}
        />
        <TextInput
          label="Why"
          description={effect}
          withAsterisk
          {...form.getInputProps('reason')}
        />
        <Group>
          <Button type="submit" variant="default" loading={reverse.isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
