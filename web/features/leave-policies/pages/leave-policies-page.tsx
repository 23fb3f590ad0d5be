import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { LeavePolicyWire } from '../../../../domain/wire/leave-accounts';
import type { LeaveTypeWire } from '../../../../domain/wire/leave-types';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { useLeaveTypes } from '../../../lib/use-leave-types';
import { useLeavePolicies } from '../api';
import { CompOffSection } from '../components/comp-off-section';
import { VersionList } from '../components/version-list';
import { VersionModal } from '../components/version-modal';

function TypeSection({ type, policies }: { type: LeaveTypeWire; policies: LeavePolicyWire[] }) {
  const [opened, { open, close }] = useDisclosure(false);
  const { code, name } = type;
  return (
    <Section
      title={name}
      actions={
        <Button size="xs" variant="default" onClick={open} aria-label={`New version of ${name}`}>
          New version
        </Button>
      }
    >
      {policies.length === 0 ? (
        <EmptyState title="Nothing is given by itself">
          HR gives this leave by hand until a version is set.
        </EmptyState>
      ) : (
        <VersionList policies={policies} />
      )}
      <VersionModal
        type={code}
        name={name}
        like={policies.at(-1)}
        opened={opened}
        onClose={close}
      />
    </Section>
  );
}

function LeavePolicies() {
  const query = useLeavePolicies();
  const types = useLeaveTypes();
  return (
    <>
      <PageHeader
        title="Leave policies"
        description="What each type of leave brings, from when to when. It is given within six hours of each period's first day."
      />
      <QueryView query={query}>
        {(policies) => (
          <Stack gap="md">
            <QueryView query={types}>
              {(all) =>
                all
                  .filter(({ byPolicy, retired }) => byPolicy && !retired)
                  .map((type) => (
                    <TypeSection
                      key={type.code}
                      type={type}
                      policies={policies.filter((policy) => policy.type === type.code)}
                    />
                  ))
              }
            </QueryView>
            <CompOffSection />
          </Stack>
        )}
      </QueryView>
    </>
  );
}

/** What leave people get, for HR and admins. */
export function Component() {
  if (holdsAny(useMe(), 'hr', 'admin')) return <LeavePolicies />;
  return (
    <>
      <PageHeader title="Leave policies" />
      <EmptyState title="This page is for HR and admins" />
    </>
  );
}
