import { Alert, Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { LONGEST_GRANT_DAYS } from '../../../../domain/access/grants';
import type { Resource } from '../../../../domain/access/resources';
import { giveAccessSchema, type GiveAccess } from '../../../../domain/wire/access-grants';
import { DayInput } from '../../../components/day-input';
import { DepartmentPicker } from '../../../components/department-picker';
import { ResourceChoice } from '../../../components/resource-choice';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { holdsAny, useMe } from '../../../lib/session';
import { useSubstituteCandidates } from '../../substitutes/api';
import { useGiveAccess } from '../api';

interface Values {
  personId: string | null;
  departmentId: string | null;
  resources: Resource[];
  until: string;
  reason: string;
}

const EMPTY: Values = { personId: null, departmentId: null, resources: [], until: '', reason: '' };

function useGiveForm(close: () => void) {
  const give = useGiveAccess();
  const form = useForm<Values>({
    initialValues: EMPTY,
    validate: (values) => {
      const result = giveAccessSchema.safeParse(values);
      return result.success ? {} : issuesToFormErrors(result.error);
    },
  });
  const save = form.onSubmit((values) =>
    give.mutate(values as GiveAccess, {
      onSuccess: ({ person, department }) => {
        const message = `${person.name} may look into ${department.name}`;
        notifications.show({ color: 'green', message });
        close();
      },
      onError: (problem) => form.setErrors(toFormErrors(problem.errors)),
    }),
  );
  return { give, form, save };
}

function GiveForm({ close }: { close: () => void }) {
  const me = useMe();
  const { give, form, save } = useGiveForm(close);
  const candidates = useSubstituteCandidates();
  const people = (candidates.data ?? []).filter(({ id }) => id !== me.id);
  const isAdmin = holdsAny(me, 'admin');
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {give.error && (
          <Alert color="red" variant="outline" role="alert" title="Not given">
            {give.error.message}
          </Alert>
        )}
        <Select
          label="Person"
          withAsterisk
          searchable
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage={candidates.isPending ? 'Loading…' : 'Nobody found'}
          {...form.getInputProps('personId')}
        />
        <DepartmentPicker
          label="Department"
          description="With all that is below it"
          withAsterisk
          among={({ head }) => isAdmin || head?.id === me.id}
          {...form.getInputProps('departmentId')}
        />
        <ResourceChoice {...form.getInputProps('resources')} />
        <DayInput
          label="Until"
          description={`At most ${LONGEST_GRANT_DAYS} days from today`}
          withAsterisk
          {...form.getInputProps('until')}
          value={form.values.until}
        />
        <Textarea label="Reason" withAsterisk autosize {...form.getInputProps('reason')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={give.isPending}>
            Give access
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Lets somebody look into a department one heads; admins into any. */
export function GiveAccess() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Give access …
      </Button>
      <Modal opened={opened} onClose={close} title="Give access" size="lg">
        <GiveForm close={close} />
      </Modal>
    </>
  );
}
