import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { ProbationWire } from '../../../../domain/wire/probation';
import { FactList } from '../../../components/fact-list';
import { Section } from '../../../components/section';
import { api, type ApiProblem } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';

type Probation = NonNullable<ProbationWire['probation']>;

const STATE_WORDS = { running: 'On probation', confirmed: 'Confirmed', ended: 'Not confirmed' };

function factsOf({ state, endsOn, extensions, confirmedOn, lastDay }: Probation) {
  return [
    { label: 'Probation', value: STATE_WORDS[state] },
    { label: 'Until', value: formatDate(endsOn) + (extensions > 0 ? ', extended' : '') },
    ...(confirmedOn ? [{ label: 'Confirmed on', value: formatDate(confirmedOn) }] : []),
    ...(lastDay ? [{ label: 'Last day', value: formatDate(lastDay) }] : []),
  ];
}

/** How somebody stands on probation, and the way to its review; nothing for who never was, or whom it does not concern. */
export function PersonProbation({ personId }: { personId: string }) {
  const { data } = useQuery<ProbationWire, ApiProblem>({
    queryKey: keys.probation(personId),
    queryFn: ({ signal }) => api.get(`/people/${personId}/probation`, undefined, signal),
    retry: false,
  });
  const probation = data?.probation;
  if (!probation) return null;
  const { approvalId, mayReview, reviewIsOpen } = probation;
  return (
    <Section title="Probation">
      <Stack gap="sm" align="flex-start">
        <FactList facts={factsOf(probation)} />
        {approvalId && (
          <Text size="sm">
            A review waits for its signature.{' '}
            <Anchor component={Link} to={`/approvals/${approvalId}`} underline="always">
              Open it
            </Anchor>
          </Text>
        )}
        {mayReview && (
          <Button
            component={Link}
            to={`/requests/new/probation-review?person=${personId}`}
            variant={reviewIsOpen ? 'filled' : 'default'}
          >
            Review the probation
          </Button>
        )}
      </Stack>
    </Section>
  );
}
