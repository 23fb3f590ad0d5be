import { Select } from '@mantine/core';
import { useCandidates } from '../api';

/** Somebody who may still be asked about an approval. */
export function CandidatePicker(props: {
  approvalId: string;
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const candidates = useCandidates(props.approvalId);
  const data = (candidates.data ?? []).map(({ id, name, department }) => ({
    value: id,
    label: department ? `${name}, ${department}` : name,
  }));
  return (
    <Select
      data-autofocus
      label={props.label}
      withAsterisk
      searchable
      data={data}
      nothingFoundMessage={candidates.isPending ? 'Loading…' : 'Nobody found'}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
