import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { PersonRef } from '../../../../domain/wire/common';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { useMe } from '../../../lib/session';
import { useRestrictions } from '../api';
import { RestrictModal } from './restrict-modal';
import { RestrictionTable } from './restriction-table';

/** What a person is and has been restricted by, and a way to restrict them; for admins. */
export function PersonRestrictions({ person }: { person: PersonRef }) {
  const me = useMe();
  const [opened, { open, close }] = useDisclosure(false);
  const query = useRestrictions(person.id);
  return (
    <Stack>
      <QueryView query={query}>
        {(restrictions) =>
          restrictions.length === 0 ? (
            <EmptyState title={`${person.name} has never been restricted`} />
          ) : (
            <RestrictionTable restrictions={restrictions} named={false} />
          )
        }
      </QueryView>
      {person.id !== me.id && (
        <Group>
          <Button variant="default" onClick={open}>
            Restrict …
          </Button>
        </Group>
      )}
      <RestrictModal opened={opened} onClose={close} person={person} />
    </Stack>
  );
}
