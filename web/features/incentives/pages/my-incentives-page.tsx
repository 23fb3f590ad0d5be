import { Alert, Progress, Stack, Text } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import type { MyIncentivesWire } from '../../../../domain/wire/incentives';
import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { formatMoney } from '../../../lib/money';
import { useMyIncentives } from '../api';
import { IncentivesPage } from '../components/incentives-page';
import { StatementList } from '../components/statement-list';
import { WhatIf } from '../components/what-if';
import { BASIS_WORDS, sayTiers } from '../words';

type Standing = NonNullable<MyIncentivesWire['standing']>;

function Quota({ standing }: { standing: Standing }) {
  const { quota, attainment } = standing;
  if (quota === null || attainment === null) return null;
  return (
    <Stack gap={4}>
      <Progress value={Math.min(100, Number(attainment))} aria-label="Of the quota" />
      <Text size="sm">
        {attainment} % of the quota of {formatMoney(quota)}
      </Text>
    </Stack>
  );
}

function Running({ standing }: { standing: Standing }) {
  const { plan, period, from, to, version, credited, earned, problems } = standing;
  return (
    <Section title={`${period} so far`}>
      <Stack gap="sm">
        {problems.map((problem) => (
          <Alert key={problem} color="orange" variant="outline" role="note" title="Not complete">
            {problem}
          </Alert>
        ))}
        <FactList
          facts={[
            { label: 'Plan', value: plan.name },
            { label: 'Period', value: `${formatDate(from)} to ${formatDate(to)}` },
            ...(version
              ? [
                  { label: 'A deal counts', value: BASIS_WORDS[version.basis] },
                  { label: 'It pays', value: sayTiers(version) },
                ]
              : []),
            { label: 'Credited', value: formatMoney(credited) },
            { label: 'Earned', value: formatMoney(earned) },
          ]}
        />
        <Quota standing={standing} />
        <Text size="xs" c="dimmed">
          As of now; what earlier periods left to be set off is not in it.
        </Text>
      </Stack>
    </Section>
  );
}

/** How one's running period stands, what a deal would earn, and the statements one may see. */
export function Component() {
  const query = useMyIncentives();
  return (
    <IncentivesPage
      title="Incentives"
      description="What deals earn their sellers, and why each figure is what it is."
    >
      <QueryView query={query}>
        {({ standing }) =>
          standing ? (
            <Stack gap="md">
              <Running standing={standing} />
              <WhatIf byMargin={standing.version?.measure === 'margin'} />
            </Stack>
          ) : (
            <EmptyState title="You are on no incentive plan today" />
          )
        }
      </QueryView>
      <Section title="Statements">
        <StatementList />
      </Section>
    </IncentivesPage>
  );
}
