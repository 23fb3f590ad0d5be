import { Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { REQUEST_STATUSES } from '../../../../domain/approvals/vocabulary';
import { ChoiceFilter } from '../../../components/choice-filter';
import { humanise } from '../../../lib/text';
import { kindLinks } from '../../requests/kinds';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

type Name = 'kind' | 'status' | 'q';
const TYPING_MS = 300;

/** Kind, status and words, in the URL. */
export function ApprovalFilterBar(props: {
  filters: Record<Name, string | undefined>;
  onFilter: (name: Name, value: string | null) => void;
}) {
  const t = useT();
  const { filters, onFilter } = props;
  const [words, setWords] = useState(filters.q ?? '');
  const search = useDebouncedCallback((text: string) => onFilter('q', text || null), TYPING_MS);
  return (
    <Group mb="md" gap="sm" role="search" aria-label={t('Filter requests')} align="flex-end">
      <TextInput
        label={t('Search')}
        type="search"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <ChoiceFilter
        label={t('Kind')}
        all={t('All kinds')}
        data={kindLinks.map(({ id, label }) => ({ value: id, label: translateIfKnown(label) }))}
        value={filters.kind}
        onChange={(value) => onFilter('kind', value)}
      />
      <ChoiceFilter
        label={t('Status')}
        all={t('Any status')}
        data={REQUEST_STATUSES.map((value) => ({
          value,
          label: translateIfKnown(humanise(value)),
        }))}
        value={filters.status}
        onChange={(value) => onFilter('status', value)}
      />
    </Group>
  );
}
