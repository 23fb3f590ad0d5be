import { Box, SimpleGrid, Stack } from '@mantine/core';
import { formatDateRange } from '../../../../domain/dates/format';
import type { Figure, Insight } from '../../../../domain/wire/insight';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { humanise } from '../../../lib/text';
import { useInsight } from '../api';
import { CycleDistribution, WeekChart } from '../components/charts';
import { FigureTable } from '../components/figure-table';
import { HeadsOnly } from '../components/heads-only';
import { InsightFilterBar } from '../components/insight-filter-bar';
import { OutcomeTable } from '../components/outcome-table';
import { Tiles } from '../components/tiles';
import { useInsightFilters, type InsightFilters } from '../filters';
import { kindLabel } from '../words';

const STEP = { title: 'Step', of: ({ step }: Figure) => step ?? '' };
const KIND = { title: 'Kind', of: ({ kind }: Figure) => kindLabel(kind ?? '') };
const APPROVER = { title: 'Approver', of: ({ approver }: Figure) => approver?.name ?? 'Nobody' };
const CHANNEL = { title: 'Channel', of: ({ channel }: Figure) => humanise(channel ?? '') };

interface Shown {
  insight: Insight;
  filters: InsightFilters;
}

function Now({ insight, filters }: Shown) {
  return (
    <>
      <Section title="Where requests wait now">
        <FigureTable
          label="Waiting by step and approver"
          measure="open"
          names={[STEP, APPROVER]}
          figures={insight.bottlenecks}
          filters={filters}
          withSince
        />
      </Section>
      <Section title="Overdue now">
        <FigureTable
          label="Overdue by step"
          measure="overdue"
          names={[STEP]}
          figures={insight.overdueByStep}
          filters={filters}
          withSince
        />
      </Section>
    </>
  );
}

function Cycle({ insight, filters }: Shown) {
  return (
    <>
      <Section title="Cycle time by kind, from sent to closed">
        <FigureTable
          label="Cycle time by kind"
          measure="closed"
          names={[KIND]}
          figures={insight.cycleByKind}
          filters={filters}
        />
      </Section>
      <Section title="By step, from opened to finished">
        <FigureTable
          label="Cycle time by step"
          measure="steps"
          names={[STEP]}
          figures={insight.cycleByStep}
          filters={filters}
        />
      </Section>
      <Section title="By approver, from asked to decided">
        <FigureTable
          label="Cycle time by approver"
          measure="decisions"
          names={[APPROVER]}
          figures={insight.cycleByApprover}
          filters={filters}
        />
      </Section>
    </>
  );
}

function Channels({ insight, filters }: Shown) {
  return (
    <>
      <Section title="Decisions by channel">
        <FigureTable
          label="Table of decisions by channel"
          measure="decisions"
          names={[CHANNEL]}
          figures={insight.channels}
          filters={filters}
        />
      </Section>
      <Section title="From the mail to the decision">
        <FigureTable
          label="From the mail to the decision, by channel"
          measure="mail"
          names={[CHANNEL]}
          figures={insight.mailByChannel}
          filters={filters}
        />
      </Section>
    </>
  );
}

function Figures(shown: Shown) {
  return (
    <Stack gap="md">
      <Tiles {...shown} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Requests per week">
          <WeekChart {...shown} />
        </Section>
        <Section title="How long requests took">
          <CycleDistribution {...shown} />
        </Section>
      </SimpleGrid>
      <Now {...shown} />
      <Section title="How requests ended">
        <OutcomeTable {...shown} />
      </Section>
      <Cycle {...shown} />
      <Channels {...shown} />
    </Stack>
  );
}

function Report() {
  const { filters, change, today } = useInsightFilters();
  const insight = useInsight(filters);
  const isPeriod = filters.from <= filters.to;
  return (
    <>
      <PageHeader
        title="Insight"
        description={
          isPeriod
            ? `${formatDateRange(filters.from, filters.to)}. What is waiting or overdue is as of now.`
            : undefined
        }
      />
      <InsightFilterBar
        filters={filters}
        today={today}
        departments={insight.data?.departments ?? []}
        onChange={change}
      />
      <QueryView query={insight}>
        {(data) => (
          <Box style={{ opacity: insight.isPlaceholderData ? 0.6 : 1 }}>
            <Figures insight={data} filters={filters} />
          </Box>
        )}
      </QueryView>
    </>
  );
}

/** How long approvals take, where they wait and how they end. */
export function Component() {
  return (
    <HeadsOnly>
      <Report />
    </HeadsOnly>
  );
}
