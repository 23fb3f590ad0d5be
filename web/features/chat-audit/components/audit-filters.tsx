import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChoiceFilter } from '../../../components/choice-filter';
import { KINDS } from '../words';
import { PeriodFields } from './period-fields';
import { PersonSearch } from './person-search';

/** What is looked for. */
export interface Wanted {
  q?: string;
  person?: string;
  kind?: string;
  from?: string;
  to?: string;
  edited?: 'true';
  deleted?: 'true';
  hasFile?: 'true';
}

const FLAGS = [
  ['edited', 'Edited'],
  ['deleted', 'Deleted'],
  ['hasFile', 'With a file'],
] as const;

function KindSelect(props: { value?: string; onChange: (kind: string | undefined) => void }) {
  return (
    <ChoiceFilter
      label="Kind"
      all="All kinds"
      w={190}
      data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
      value={props.value}
      onChange={(kind) => props.onChange(kind ?? undefined)}
    />
  );
}

/** Looks when one says so, not at each key: each look is logged. */
export function AuditFilters(props: {
  label: string;
  personLabel: string;
  withKind?: boolean;
  onSearch: (wanted: Wanted) => void;
}) {
  const [wanted, setWanted] = useState<Wanted>({});
  const set = (part: Partial<Wanted>) => setWanted((before) => ({ ...before, ...part }));
  return (
    <form
      role="search"
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSearch(wanted);
      }}
    >
      <Group gap="sm" align="flex-end" mb="md">
        <TextInput
          label="Words"
          type="search"
          maxLength={200}
          value={wanted.q ?? ''}
          onChange={({ currentTarget }) => set({ q: currentTarget.value || undefined })}
        />
        <PersonSearch
          label={props.personLabel}
          w={200}
          value={wanted.person ?? null}
          onChange={(person) => set({ person: person ?? undefined })}
        />
        {props.withKind && <KindSelect value={wanted.kind} onChange={(kind) => set({ kind })} />}
        <PeriodFields value={wanted} onChange={set} />
        <Group gap="sm" h={36}>
          {FLAGS.map(([name, label]) => (
            <Checkbox
              key={name}
              label={label}
              checked={wanted[name] === 'true'}
              onChange={({ currentTarget }) =>
                set({ [name]: currentTarget.checked ? 'true' : undefined })
              }
            />
          ))}
        </Group>
        <Button type="submit">Search</Button>
      </Group>
    </form>
  );
}
