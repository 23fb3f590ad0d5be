import { Button, Group } from '@mantine/core';
import type { Insight } from '../../../../domain/wire/insight';
import { ChoiceFilter } from '../../../components/choice-filter';
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
      <ChoiceFilter
        label="Kind"
        all="All kinds"
        w={180}
        data={kindLinks.map(({ id, label }) => ({ value: id, label }))}
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {departments.length > 1 && (
        <ChoiceFilter
          label="Department"
          all="All departments"
          w={180}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.departmentId}
          onChange={(departmentId) => onChange({ departmentId })}
        />
      )}
    </Group>
  );
}
