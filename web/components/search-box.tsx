import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 300;

/** Words to search for; told when the typing pauses. Follows the address, where a saved view may set other words. */
export function SearchBox(props: {
  label: string;
  value: string | undefined;
  onSearch: (words: string | null) => void;
}) {
  const [words, setWords] = useState(props.value ?? '');
  const told = useRef(props.value ?? '');
  const search = useDebouncedCallback((typed: string) => {
    told.current = typed;
    props.onSearch(typed || null);
  }, TYPING_MS);
  useEffect(() => {
    const wanted = props.value ?? '';
    if (wanted === told.current) return;
    told.current = wanted;
    setWords(wanted);
  }, [props.value]);
  return (
    <TextInput
      label={props.label}
      type="search"
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}
