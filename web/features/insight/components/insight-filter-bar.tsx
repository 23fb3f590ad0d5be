import { Button, Group, Select } from '@mantine/core';
import type { Insight } from '../../../../domain/wire/insight';
import { DayInput } from '../../../components/day-input';
import { kindLinks } from '../../requests/kinds';
import { presetsOf, type InsightFilters } from '../filters';

type Change = (values: Partial<Record<keyof InsightFilters, string | null>>) => void;

interface Choice {
  filters: InsightFilters;
  today: string;
  onChange: Change;
}

function Presets({ filters, today, onChange }: Choice) {
  return (
    <Group gap={6} role="group" aria-label="Period" mt={{ base: 0, sm: 25 }}>
      {presetsOf(today).map(({ label, from, to }) => {
        const isChosen = from === filters.from && to === filters.to;
        return (
          <Button
            key={label}
            size="xs"
            h={36}
            variant={isChosen ? 'filled' : 'default'}
            aria-pressed={isChosen}
            onClick={() => onChange({ from, to })}
          >
            {label}
          </Button>
        );
      })}
    </Group>
  );
}

/** Period, kind and department. */
export function InsightFilterBar(props: Choice & { departments: Insight['departments'] }) {
  const { filters, onChange, departments } = props;
  const isWrong = filters.to < filters.from;
  return (
    <Group mb="md" gap="sm" role="search" aria-label="Filter figures" align="flex-start">
      <Presets {...props} />
      <DayInput
        label="From"
        w={140}
        value={filters.from}
        onChange={(from) => onChange({ from, to: filters.to })}
      />
      <DayInput
        label="To"
        w={140}
        value={filters.to}
        error={isWrong ? 'Lies before the first day' : undefined}
        onChange={(to) => onChange({ from: filters.from, to })}
      />
      <Select
        label="Kind"
        placeholder="All kinds"
        clearable
        w={180}
        clearButtonProps={{ 'aria-label': 'All kinds' }}
        data={kindLinks.map(({ id, label }) => ({ value: id, label }))}
        value={filters.kind ?? null}
        onChange={(kind) => onChange({ kind })}
      />
      {departments.length > 1 && (
        <Select
          label="Department"
          placeholder="All departments"
          clearable
          w={180}
          clearButtonProps={{ 'aria-label': 'All departments' }}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.departmentId ?? null}
          onChange={(departmentId) => onChange({ departmentId })}
        />
      )}
    </Group>
  );
}
