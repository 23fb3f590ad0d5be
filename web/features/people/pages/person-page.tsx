import { Anchor, Stack } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { Person } from '../../../../domain/wire/people';
import { FactList } from '../../../components/fact-list';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { usePerson } from '../api';
import { EmptyState } from '../../../components/empty-state';
import { DelegationForm } from '../../substitutes/components/delegation-form';
import { DelegationList } from '../../substitutes/components/delegation-list';
import { PersonMoves } from '../../organisation/components/person-moves';
import { PersonOnboardings } from '../../onboarding/components/person-onboardings';
import { PersonalDetails } from '../../preboarding/components/personal-details';
import { PersonProbation } from '../../probation/components/person-probation';
import { PersonRestrictions } from '../../restrictions/components/person-restrictions';
import { Activation } from '../components/activation';
import { PersonInvitation } from '../components/person-invitation';
import { EditPersonForm } from '../components/edit-person-form';

function factsOf(person: Person) {
  return [
    { label: 'E-mail', value: person.email },
    { label: 'Department', value: person.department?.name ?? 'None' },
    { label: 'Reports to', value: person.manager?.name ?? 'Nobody' },
    { label: 'Roles', value: person.roles.map(humanise).join(', ') },
    { label: 'Location', value: person.location?.name ?? 'The default one' },
    { label: 'Grade', value: person.grade ?? 'None' },
    { label: 'Time zone', value: person.zone },
    { label: 'Joined', value: formatDate(person.joinedOn) },
  ];
}

/** Who acts for them; an admin may name somebody when they cannot. */
function Substitutes({ person }: { person: Person }) {
  const me = useMe();
  return (
    <>
      <Section title="Substitutes">
        <DelegationList
          personId={person.id}
          side="from"
          empty={<EmptyState title={`Nobody acts for ${person.name}`} />}
        />
      </Section>
      {person.active && (
        <Section title="Name a substitute">
          <DelegationForm personId={person.id} mine={person.id === me.id} />
        </Section>
      )}
    </>
  );
}

/** What HR keeps of them; theirs to see, too. */
function Details({ person }: { person: Person }) {
  const me = useMe();
  if (person.id !== me.id && !holdsAny(me, 'hr', 'admin')) return null;
  return (
    <Section title="Personal details">
      <PersonalDetails personId={person.id} />
    </Section>
  );
}

function PersonDetail({ person }: { person: Person }) {
  const me = useMe();
  const admin = holdsAny(me, 'admin');
  return (
    <>
      <PageHeader
        title={person.name}
        actions={
          <>
            <StatusBadge status={person.active ? 'active' : 'inactive'} />
            {person.active && (
              <Anchor component={Link} to={`/people/chart?person=${person.id}`} size="sm">
                In the chart
              </Anchor>
            )}
            {admin && person.id !== me.id && <Activation person={person} />}
          </>
        }
      />
      <Stack gap="md">
        <Section title="Person">
          <FactList facts={factsOf(person)} />
        </Section>
        {holdsAny(me, 'admin', 'hr') && (
          <Section title="Signing in">
            <PersonInvitation person={person} />
          </Section>
        )}
        {admin && (
          <Section title="Change">
            <EditPersonForm key={JSON.stringify(person)} person={person} />
          </Section>
        )}
        {holdsAny(me, 'admin', 'hr') && (
          <Section title="Planned changes">
            <PersonMoves person={person} />
          </Section>
        )}
        <PersonProbation personId={person.id} />
        <Details person={person} />
        {holdsAny(me, 'hr', 'admin') && <PersonOnboardings person={person} />}
        {admin && <Substitutes person={person} />}
        {admin && (
          <Section title="Restrictions">
            <PersonRestrictions person={{ id: person.id, name: person.name }} />
          </Section>
        )}
      </Stack>
    </>
  );
}

/** One person. */
export function Component() {
  const { id = '' } = useParams();
  const person = usePerson(id);
  return <QueryView query={person}>{(data) => <PersonDetail person={data} />}</QueryView>;
}
