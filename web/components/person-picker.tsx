import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../domain/wire/common';
import type { Person } from '../../domain/wire/people';
import { api } from '../lib/api';
import { keys } from '../lib/query-keys';

const MOST_PEOPLE = 200;
const TYPING_MS = 300;

interface PersonChoice {
  value: string;
  label: string;
}

const choiceOf = ({ id, name, department }: Person): PersonChoice => ({
  value: id,
  label: department ? `${name}, ${department.name}` : name,
});

const choose = ({ items, nextCursor }: Page<Person>) => ({
  choices: items.filter(({ active }) => active).map(choiceOf),
  hasMore: nextCursor !== null,
});

function useActivePeople() {
  return useQuery({
    queryKey: keys.people({ choice: 'all' }),
    queryFn: ({ signal }) => api.get<Page<Person>>('/people', { limit: MOST_PEOPLE }, signal),
    select: choose,
  });
}

/** Active people among those the signed-in one may see, as options of a select. */
export function usePeopleChoice(): PersonChoice[] {
  return useActivePeople().data?.choices ?? [];
}

/** Where there are more people than a list takes, what is typed is looked for among all of them. */
function useFoundPeople(words: string, hasMore: boolean): PersonChoice[] {
  // What stands in the field once somebody is chosen ends with their department.
  const [q] = useDebouncedValue(words.split(',')[0]?.trim() ?? '', TYPING_MS);
  const found = useQuery({
    queryKey: keys.people({ choice: 'found', q }),
    enabled: hasMore && q !== '',
    queryFn: ({ signal }) => api.get<Page<Person>>('/people', { q, active: 'true' }, signal),
    select: choose,
  });
  return found.data?.choices ?? [];
}

/** Somebody who is chosen already, and is not among the first. */
function useChosen(id: string | null, enabled: boolean): PersonChoice[] {
  const chosen = useQuery({
    queryKey: keys.person(id ?? ''),
    enabled: enabled && id !== null,
    queryFn: ({ signal }) => api.get<Person>(`/people/${id}`, undefined, signal),
  });
  return chosen.data ? [choiceOf(chosen.data)] : [];
}

/** One active person among those the signed-in one may see. */
export function PersonPicker(
  props: Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
    value: string | null;
    onChange: (id: string | null) => void;
    except?: string[];
  },
) {
  const { except = [], ...rest } = props;
  const [words, setWords] = useState('');
  const people = useActivePeople();
  const { choices = [], hasMore = false } = people.data ?? {};
  const isFirst = choices.some(({ value }) => value === rest.value);
  const all = [
    ...choices,
    ...useFoundPeople(words, hasMore),
    ...useChosen(rest.value, hasMore && !isFirst),
  ];
  const data = new Map(all.map((choice) => [choice.value, choice]));
  for (const id of except) data.delete(id);
  return (
    <Select
      {...rest}
      data={[...data.values()]}
      searchable
      onSearchChange={setWords}
      nothingFoundMessage={people.isPending ? 'Loading…' : 'Nobody found'}
    />
  );
}
