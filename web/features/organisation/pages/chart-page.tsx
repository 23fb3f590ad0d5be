import { Group, Paper, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { usePeople } from '../../people/api';
import { useChartLevel, useChartPath } from '../api';
import { ChartTree, type ChartState } from '../components/chart-tree';

const TYPING_MS = 300;

/** Whom to show in the chart: found by name among those one may see. */
function FindPerson(props: { wanted: string | undefined; onFind: (id: string | null) => void }) {
  const { wanted, onFind } = props;
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words, TYPING_MS);
  const found = usePeople({ q: q || undefined, active: 'true' });
  const choices = (found.items ?? []).map(({ id, name, department }) => ({
    value: id,
    label: department ? `${name}, ${department.name}` : name,
  }));
  return (
    <Select
      label="Find a person"
      placeholder="Name or e-mail address"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Show the top' }}
      maw={420}
      data={choices}
      // The API has searched already, in addresses too.
      filter={({ options }) => options}
      nothingFoundMessage={found.items ? 'Nobody found' : 'Loading…'}
      onSearchChange={setWords}
      value={wanted ?? null}
      onChange={onFind}
    />
  );
}

function useChartState(wanted: string | undefined, path: string[]): ChartState {
  // What somebody folded or unfolded by hand wins over the way to the one who was looked for.
  const [byHand, setByHand] = useState<ReadonlyMap<string, boolean>>(new Map());
  const open = useMemo(() => {
    const unfolded = new Set(path.slice(0, -1));
    for (const [id, isOpen] of byHand) {
      if (isOpen) unfolded.add(id);
      else unfolded.delete(id);
    }
    return unfolded;
  }, [path, byHand]);
  return {
    open,
    wanted,
    setOpen: (id, isOpen) => setByHand((before) => new Map(before).set(id, isOpen)),
  };
}

const NO_PATH: string[] = [];

function Chart({ wanted }: { wanted: string | undefined }) {
  const top = useChartLevel(null);
  const path = useChartPath(wanted);
  const firstOfTop = top.data?.length === 1 ? top.data[0]?.id : undefined;
  const start = useMemo(
    () => path.data ?? (firstOfTop === undefined ? NO_PATH : [firstOfTop, '']),
    [path.data, firstOfTop],
  );
  const state = useChartState(wanted, start);
  return (
    <>
      {path.error && (
        <Text size="sm" role="alert" mb="sm">
          {path.error.message}
        </Text>
      )}
      <QueryView query={top}>
        {(people) =>
          people.length === 0 ? (
            <EmptyState title="Nobody to show" />
          ) : (
            <Paper
              withBorder
              p="sm"
              data-chart
              component="section"
              aria-label="Who reports to whom"
            >
              <ChartTree people={people} state={state} />
            </Paper>
          )
        }
      </QueryView>
    </>
  );
}

/** Who reports to whom, as far as one may see. The person looked for stands in the address. */
export function Component() {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('person') ?? undefined;
  return (
    <>
      <PageHeader
        title="Organisation chart"
        description="Arrow keys move, unfold and fold. You see the people you may see elsewhere."
      />
      <Group mb="md" role="search" aria-label="Find in the chart">
        <FindPerson
          wanted={wanted}
          onFind={(id) => setParams(id ? { person: id } : {}, { replace: true })}
        />
      </Group>
      <Chart key={wanted ?? ''} wanted={wanted} />
    </>
  );
}
