import { Alert, Button, Checkbox, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { ReadinessWire } from '../../../../domain/wire/readiness';
import { toFormErrors } from '../../../components/field-errors';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe } from '../../../lib/session';
import { useSavePlan } from '../api';
import { planOf, valuesOf, type PlanValues } from '../plan-form';
import { CheckFields, RiskFields, RollbackFields } from './plan-fields';

/** Writes the whole plan: checks, risks and the way back. What was typed stays when it is refused. */
export function PlanEditor(props: { readiness: ReadinessWire; onClose: () => void }) {
  const { readiness, onClose } = props;
  const me = useMe();
  const save = useSavePlan(readiness.project.id);
  const form = useForm<PlanValues>({ initialValues: valuesOf(readiness, me.id) });
  const people = readiness.people.map(({ id, name }) => ({ value: id, label: name }));
  const send = form.onSubmit((values) =>
    mutateThen(save, planOf(values, readiness.revision), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The plan is saved' });
        onClose();
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        {readiness.pendingApprovalId && (
          <Alert color="yellow" variant="outline">
            A go-live waits for signatures. What is changed here voids them: they are asked for
            again, or the request goes back if the project is not ready then.
          </Alert>
        )}
        <Section title="Checks">
          <CheckFields form={form} people={people} />
        </Section>
        <Section title="Risks">
          <RiskFields form={form} people={people} />
        </Section>
        <Section title="The way back">
          <Stack gap="sm">
            <Checkbox
              label="There is a plan for the way back"
              {...form.getInputProps('hasRollback', { type: 'checkbox' })}
            />
            {form.values.hasRollback && <RollbackFields form={form} people={people} />}
          </Stack>
        </Section>
        {save.error && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {save.error.errors.length > 0
              ? 'Some fields need another look: they say what is missing.'
              : save.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save the plan
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
