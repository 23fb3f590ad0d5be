import { EmptyState } from '../../../components/empty-state';
import { PageList } from '../../../components/page-list';
import { Section } from '../../../components/section';
import type { Person } from '../../../../domain/wire/people';
import { useOnboardings } from '../api';
import { OnboardingTable } from './onboarding-table';
import { StartButton } from './start-button';

/** A person's checklists, and a way to start one. */
export function PersonOnboardings({ person }: { person: Person }) {
  const pages = useOnboardings({ personId: person.id });
  return (
    <Section
      title="Onboarding and off-boarding"
      actions={person.active && <StartButton person={{ id: person.id, name: person.name }} />}
    >
      <PageList pages={pages} empty={<EmptyState title="No checklist was ever started" />}>
        {(onboardings) => <OnboardingTable onboardings={onboardings} />}
      </PageList>
    </Section>
  );
}
