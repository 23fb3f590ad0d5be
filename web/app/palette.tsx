import { ActionIcon, Modal, Text, VisuallyHidden } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { usePaletteHits, type Hit } from './use-palette-hits';
import { useT } from '../lib/i18n/language';

/**
 * What scrolls is reached by Tab as well: arrow keys belong to the field above it. The list hands these on to the scroll
 * area it draws, which its type leaves out.
 */
const SCROLLED = {
  viewportProps: { tabIndex: 0, role: 'group', 'aria-label': 'What there is' },
  mah: 'min(60dvh, 480px)',
} as const;

function Hits({ typed }: { typed: string }) {
  const navigate = useNavigate();
  const { groups, isSearching, error } = usePaletteHits(typed);
  const go = ({ to, outside }: Hit) => (outside ? window.location.assign(to) : void navigate(to));
  return (
    <Spotlight.ActionsList {...SCROLLED}>
      {groups.map(({ name, hits }) => (
        <Spotlight.ActionsGroup key={name} label={name}>
          {hits.map((hit) => (
            <Spotlight.Action
              key={hit.to}
              label={hit.label}
              description={hit.detail}
              onClick={() => go(hit)}
            />
          ))}
        </Spotlight.ActionsGroup>
      ))}
      {groups.length === 0 && (
        <Spotlight.Empty>
          {isSearching ? 'Looking …' : `Nothing you may see is called “${typed}”`}
        </Spotlight.Empty>
      )}
      {error && (
        <Text size="sm" p="sm" role="alert">
          Records could not be searched. {error.message}
        </Text>
      )}
    </Spotlight.ActionsList>
  );
}

// Enter takes the first, unless arrow keys have chosen another one.
function takeFirst(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const dialog = event.currentTarget.closest('[role="dialog"]');
  if (dialog?.querySelector('[data-action][data-selected]')) return;
  dialog?.querySelector<HTMLElement>('[data-action]')?.click();
}

/** Finds people, records and pages by name, and goes there: Ctrl K, or ⌘ K. */
export function Palette() {
  const t = useT();
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      clearQueryOnClose
      tagsToIgnore={[]}
    >
      <VisuallyHidden>
        <Modal.Title>{t('Find and go')}</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search
        placeholder={t('People, requests, projects, pages …')}
        aria-label={t('Find and go')}
        leftSection={<IconSearch size={18} aria-hidden />}
        onKeyDown={takeFirst}
      />
      <Hits typed={query.trim()} />
    </Spotlight.Root>
  );
}

/** Opens it by pointer. */
export function PaletteButton() {
  const t = useT();
  return (
    <ActionIcon
      variant="default"
      size={34}
      aria-label={t('Find and go (Ctrl K)')}
      onClick={spotlight.open}
    >
      <IconSearch size={18} aria-hidden />
    </ActionIcon>
  );
}
