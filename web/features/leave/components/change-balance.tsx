import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { adjustLeaveSchema, encashLeaveSchema } from '../../../../domain/wire/leave-accounts';
import type { LeaveBalance } from '../../../../domain/wire/records';
import { issuesToFormErrors, plainMessage, toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useBalanceChange } from '../account-api';

type How = 'adjustments' | 'encashments';

const WORDS = {
  adjustments: {
    button: 'Adjust',
    title: 'Adjust',
    days: 'Days to add; with a minus sign, to take off',
    send: 'Adjust balance',
    done: 'The balance is adjusted',
    schema: adjustLeaveSchema,
  },
  encashments: {
    button: 'Pay out',
    title: 'Pay out',
    days: 'Days to pay out',
    send: 'Pay out days',
    done: 'The days are taken off to be paid out',
    schema: encashLeaveSchema,
  },
} as const;

function useChangeForm(balance: LeaveBalance, how: How, onDone: () => void) {
  const change = useBalanceChange(how);
  const bodyOf = (values: { days: string; reason: string }) => ({
    ...{ employeeId: balance.employee.id, type: balance.type },
    ...values,
  });
  const form = useForm({
    initialValues: { days: '', reason: '' },
    validate: (values) => {
      const parsed = WORDS[how].schema.safeParse(bodyOf(values), { error: plainMessage });
      return parsed.success ? {} : issuesToFormErrors(parsed.error);
    },
  });
  const save = form.onSubmit((values) =>
    mutateThen(change, bodyOf(values), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: WORDS[how].done });
        onDone();
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return { form, save, change };
}

function ChangeForm(props: { balance: LeaveBalance; how: How; onDone: () => void }) {
  const { balance, how, onDone } = props;
  const { form, save, change } = useChangeForm(balance, how, onDone);
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not changed" problem={change.error} />
        <Text size="sm">
          {balance.employee.name} has {Number(balance.available)} days left.
        </Text>
        <TextInput
          label={WORDS[how].days}
          withAsterisk
          inputMode="decimal"
          {...form.getInputProps('days')}
        />
        <Textarea
          label="Reason"
          description="The person reads it."
          withAsterisk
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={change.isPending}>
            {WORDS[how].send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Opens a form that changes a balance by hand. */
export function ChangeBalanceButton({ balance, how }: { balance: LeaveBalance; how: How }) {
  const [opened, { open, close }] = useDisclosure(false);
  const { button, title } = WORDS[how];
  return (
    <>
      <Button size="xs" variant="default" onClick={open} aria-label={`${button}: ${balance.name}`}>
        {button}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={`${title}: ${balance.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ChangeForm balance={balance} how={how} onDone={close} />
      </Modal>
    </>
  );
}
