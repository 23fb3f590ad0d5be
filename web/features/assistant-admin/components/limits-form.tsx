import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { AssistantSettings } from '../../../../domain/wire/assistant-threads';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useChangeSettings } from '../api';

type Limits = Pick<AssistantSettings, 'questionsPerMinute' | 'tokensPerDay'>;

/** How much each person may ask. */
export function LimitsForm({ questionsPerMinute, tokensPerDay }: Limits) {
  const change = useChangeSettings();
  const form = useForm<Limits>({ initialValues: { questionsPerMinute, tokensPerDay } });
  const save = form.onSubmit((limits) =>
    mutateThen(change, limits, {
      onSuccess: () => {
        form.resetDirty(limits);
        notifications.show({ color: 'green', message: 'Saved; it applies from now on' });
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not saved" problem={change.error} />
        <NumberInput
          label="Questions a minute"
          description="Of each person."
          min={1}
          allowDecimal={false}
          {...form.getInputProps('questionsPerMinute')}
        />
        <NumberInput
          label="Tokens a day"
          description="Of each person, in the person’s own day. The offline planner needs none."
          min={0}
          allowDecimal={false}
          thousandSeparator=","
          thousandsGroupStyle="lakh"
          {...form.getInputProps('tokensPerDay')}
        />
        <Group>
          <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
