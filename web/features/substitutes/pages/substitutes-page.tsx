import { SimpleGrid, Stack } from '@mantine/core';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { Section } from '../../../components/section';
import { useMe } from '../../../lib/session';
import { DelegationForm } from '../components/delegation-form';
import { DelegationList } from '../components/delegation-list';

const icon = <IconUsersGroup size={26} />;

/** Who decides for me while I am away, and for whom I do. */
export function Component() {
  const me = useMe();
  return (
    <>
      <PageHeader
        title="My substitutes"
        description="While you are away, what waits on you is asked of your substitute as well. You can still decide yourself: the first of you counts."
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack gap="md">
          <Section title="They act for me">
            <DelegationList
              personId={me.id}
              side="from"
              empty={
                <EmptyState title="Nobody acts for you" icon={icon}>
                  Without a substitute, what waits on you waits until you are back or it is due.
                </EmptyState>
              }
            />
          </Section>
          <Section title="I act for">
            <DelegationList
              personId={me.id}
              side="to"
              empty={<EmptyState title="You act for nobody" icon={icon} />}
            />
          </Section>
        </Stack>
        <Section title="Name a substitute">
          <DelegationForm personId={me.id} mine />
        </Section>
      </SimpleGrid>
    </>
  );
}
