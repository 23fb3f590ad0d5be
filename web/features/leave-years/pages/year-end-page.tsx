import { Select, Stack } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { useLeaveYear } from '../api';
import { DrawRun } from '../components/draw-run';
import { RunRows } from '../components/run-rows';
import { RunSummary } from '../components/run-summary';
import { YearSettings } from '../components/year-settings';

/** This year and the ones before, as far back as anybody ends one. */
const YEARS_SHOWN = 4;

function YearEnd() {
  const thisYear = new Date().getFullYear();
  const { filters, setFilter } = useSearchFilters(['year'] as const);
  const year = Number(filters.year ?? thisYear);
  const query = useLeaveYear(year);
  const years = Array.from({ length: YEARS_SHOWN }, (_, back) => String(thisYear - back));
  return (
    <>
      <PageHeader
        title="Leave year’s end"
        description="What is carried into the next year, what is lost and what is paid out: drawn up first, then run."
      />
      <Stack gap="md">
        <Select
          label="Leave year"
          maw={160}
          data={years.includes(String(year)) ? years : [String(year), ...years]}
          allowDeselect={false}
          value={String(year)}
          onChange={(value) => setFilter('year', value)}
        />
        <QueryView query={query}>
          {(found) => (
            <Stack gap="md">
              <YearSettings key={found.year} year={found} />
              <Section title="Preview and run">
                <Stack gap="md">
                  <DrawRun year={found} />
                  {found.run ? (
                    <RunSummary year={found} run={found.run} />
                  ) : (
                    <EmptyState title="Nothing is drawn up yet" />
                  )}
                </Stack>
              </Section>
              {found.run && <RunRows run={found.run} />}
            </Stack>
          )}
        </QueryView>
      </Stack>
    </>
  );
}

/** How a leave year ends, for HR and admins. */
export function Component() {
  if (holdsAny(useMe(), 'hr', 'admin')) return <YearEnd />;
  return (
    <>
      <PageHeader title="Leave year’s end" />
      <EmptyState title="This page is for HR and admins" />
    </>
  );
}
