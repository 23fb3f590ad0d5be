import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

const TYPING_MS = 300;

/** Words to search for; told when the typing pauses. */
export function SearchBox(props: {
  label: string;
  value: string | undefined;
  onSearch: (words: string | null) => void;
}) {
  const [words, setWords] = useState(props.value ?? '');
  const search = useDebouncedCallback(props.onSearch, TYPING_MS);
  return (
    <TextInput
      label={props.label}
      type="search"
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        search(event.currentTarget.value || null);
      }}
    />
  );
}
