import { Button, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReadinessWire } from '../../../../domain/wire/readiness';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useSettleCheck } from '../api';

/** Where it can be seen, or why it does not apply. */
function Grounds(props: { isOut: boolean; field: (name: 'reason' | 'evidence') => object }) {
  return props.isOut ? (
    <Textarea
      label="Why it does not apply"
      autosize
      minRows={2}
      maxLength={500}
      {...props.field('reason')}
    />
  ) : (
    <Textarea
      label="Where it can be seen"
      description="A document, a protocol, a link"
      autosize
      minRows={2}
      maxLength={500}
      {...props.field('evidence')}
    />
  );
}

/** Says what has become of one check. */
export function CheckModal(props: {
  projectId: string;
  check: ReadinessWire['checks'][number];
  onClose: () => void;
}) {
  const { check, onClose } = props;
  const settle = useSettleCheck(props.projectId, check.id);
  const form = useForm({
    initialValues: { state: check.state, evidence: check.evidence, reason: check.reason },
  });
  const save = form.onSubmit((values) =>
    mutateThen(settle, values, {
      onSuccess: onClose,
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <Modal opened onClose={onClose} title={check.label}>
      <form onSubmit={save} noValidate>
        <Stack>
          <FormProblem title="Not saved" problem={settle.error} />
          <SegmentedControl
            aria-label="What has become of it"
            data={[
              { value: 'open', label: 'Open' },
              { value: 'done', label: 'Done' },
              { value: 'not-applicable', label: 'Does not apply' },
            ]}
            value={form.values.state}
            onChange={(state) => form.setFieldValue('state', state)}
          />
          <Grounds isOut={form.values.state === 'not-applicable'} field={form.getInputProps} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={settle.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
