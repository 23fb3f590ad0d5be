import {
  Alert,
  Anchor,
  Button,
  Group,
  MultiSelect,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ApprovalGroupWire } from '../../../../domain/wire/policies';
import { AdminsOnly } from '../../../components/admins-only';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { usePeopleChoice } from '../../../components/person-picker';
import { useGroups, useSaveGroup } from '../api';
import { byPath } from '../edit-policy';

/** Somebody who has left is no choice any more, and still in the group until taken out. */
const leftOf = (group?: ApprovalGroupWire) =>
  (group?.members ?? [])
    .filter(({ active }) => !active)
    .map((member) => ({ value: member.id, label: `${member.name} (not active)` }));

function useGroupForm(group?: ApprovalGroupWire) {
  const save = useSaveGroup(group?.id);
  const start = { name: group?.name ?? '', memberIds: group?.members.map(({ id }) => id) ?? [] };
  const [values, setValues] = useState(start);
  const onSuccess = () => {
    notifications.show({ color: 'green', message: 'Saved' });
    if (!group) setValues(start);
  };
  return {
    values,
    set: (change: Partial<typeof start>) => setValues({ ...values, ...change }),
    save: () => save.mutate({ ...values, name: values.name.trim() }, { onSuccess }),
    isSaving: save.isPending,
    error: save.error,
    errors: byPath(save.error?.errors ?? []),
  };
}

function GroupForm({ group }: { group?: ApprovalGroupWire }) {
  const form = useGroupForm(group);
  const people = usePeopleChoice();
  const { values, errors } = form;
  return (
    <Section title={group?.name ?? 'New group'}>
      <Stack gap="sm">
        {form.error && !errors.name && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {form.error.message}
          </Alert>
        )}
        <TextInput
          label="Name"
          withAsterisk
          maxLength={100}
          value={values.name}
          error={errors.name}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
        />
        <MultiSelect
          label="Members"
          searchable
          data={[...people, ...leftOf(group)]}
          value={values.memberIds}
          onChange={(memberIds) => form.set({ memberIds })}
        />
        <Group>
          <Button onClick={form.save} loading={form.isSaving} disabled={!values.name.trim()}>
            {group ? 'Save' : 'Make the group'}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function Groups() {
  const groups = useGroups();
  return (
    <>
      <PageHeader
        title="Approval groups"
        description={
          <Anchor component={Link} to="/admin/policies" size="sm">
            All policies
          </Anchor>
        }
      />
      <QueryView query={groups}>
        {(found) => (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            <GroupForm />
            {found.map((group) => (
              <GroupForm key={group.id} group={group} />
            ))}
          </SimpleGrid>
        )}
      </QueryView>
    </>
  );
}

/** Named groups of people who sign. */
export function Component() {
  return (
    <AdminsOnly>
      <Groups />
    </AdminsOnly>
  );
}
