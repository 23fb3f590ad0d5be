import {
  Anchor,
  Button,
  Checkbox,
  Group,
  Mark,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { ChatSearchResult } from '../../../../domain/wire/chat-search';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { api, type ApiProblem } from '../../../lib/api';
import { formatInstant } from '../../../lib/dates';
import { keys } from '../../../lib/query-keys';
import { useZone } from '../../../lib/session';
import { useChatPeople, useConversations } from '../api';
import { conversationName } from '../conversation-name';
import { highlight } from '../highlight';

const SETTLE_MS = 250;
type Filters = Record<'q' | 'conversationId' | 'from' | 'after' | 'before' | 'has', string>;

function useFound(filters: Filters) {
  const { after, before, ...rest } = filters;
  const query = {
    ...rest,
    // A day as the reader's clock has it: from its first instant, up to the last of the other one.
    after: after && new Date(`${after}T00:00:00`).toISOString(),
    before: before && new Date(`${before}T23:59:59.999`).toISOString(),
  };
  return useInfiniteQuery<ChatSearchResult, ApiProblem>({
    queryKey: keys.chatSearch(query),
    enabled: filters.q.trim() !== '',
    placeholderData: keepPreviousData,
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get<ChatSearchResult>(
        '/chat/search',
        { ...query, cursor: pageParam as string | undefined },
        signal,
      ),
  });
}

function Hit({ item, q }: { item: ChatSearchResult['items'][number]; q: string }) {
  const zone = useZone();
  const { message, conversation } = item;
  return (
    <Link
      to={`/chat/${conversation.id}?message=${message.seq}`}
      className="row-card search-hit"
      aria-label={`${message.author.name} in ${conversationName(conversation)}`}
    >
      <Group gap="xs" justify="space-between">
        <Text size="sm" fw={650}>
          {message.author.name}{' '}
          <Text span size="sm" c="dimmed" fw={400}>
            in {conversationName(conversation)}
          </Text>
        </Text>
        <Text size="xs" c="dimmed" component="time" dateTime={message.createdAt}>
          {formatInstant(message.createdAt, zone)}
        </Text>
      </Group>
      <Text size="sm" className="message-text">
        {highlight(message.text, q).map(({ text, hit }, at) =>
          hit ? (
            <Mark key={at} color="yellow.3" c="black">
              {text}
            </Mark>
          ) : (
            <span key={at}>{text}</span>
          ),
        )}
      </Text>
      {message.files.length > 0 && (
        <Text size="xs" c="dimmed">
          {message.files.map(({ name }) => name).join(', ')}
        </Text>
      )}
    </Link>
  );
}

function FilterBar(props: { filters: Filters; set: (next: Partial<Filters>) => void }) {
  const { filters, set } = props;
  const conversations = useConversations().data ?? [];
  const people = useChatPeople('').data ?? [];
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label="Conversation"
        placeholder="All"
        searchable
        clearable
        data={conversations.map((one) => ({ value: one.id, label: conversationName(one) }))}
        value={filters.conversationId || null}
        onChange={(conversationId) => set({ conversationId: conversationId ?? '' })}
      />
      <Select
        label="Written by"
        placeholder="Anybody"
        searchable
        clearable
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.from || null}
        onChange={(from) => set({ from: from ?? '' })}
      />
      <TextInput
        type="date"
        label="From"
        value={filters.after}
        onChange={(event) => set({ after: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Until"
        value={filters.before}
        onChange={(event) => set({ before: event.currentTarget.value })}
      />
      <Checkbox
        label="With files"
        pb={8}
        checked={filters.has === 'file'}
        onChange={(event) => set({ has: event.currentTarget.checked ? 'file' : '' })}
      />
    </Group>
  );
}

function Hits({ filters }: { filters: Filters }) {
  const found = useFound(filters);
  if (filters.q.trim() === '') {
    return (
      <EmptyState title="Write what to look for">
        A part of a word is enough; case and accents make no difference.
      </EmptyState>
    );
  }
  return (
    <QueryView query={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) {
          return (
            <EmptyState title="Nothing found">
              No message in your conversations says that.
            </EmptyState>
          );
        }
        return (
          <Stack gap="xs" component="section" aria-label="Results">
            {items.map((item) => (
              <Hit key={item.message.id} item={item} q={filters.q} />
            ))}
            {found.hasNextPage && (
              <Button
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                More
              </Button>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

/** Finds what was written in one's conversations; the address says what is looked for. */
export function Component() {
  const [params, setParams] = useSearchParams();
  const read = (name: keyof Filters) => params.get(name) ?? '';
  const filters: Filters = {
    ...{ q: read('q'), conversationId: read('conversationId'), from: read('from') },
    ...{ after: read('after'), before: read('before'), has: read('has') },
  };
  const set = (next: Partial<Filters>) => {
    const all = Object.entries({ ...filters, ...next }).filter(([, value]) => value !== '');
    setParams(Object.fromEntries(all), { replace: true });
  };
  const [q, setQ] = useState(filters.q);
  // What is typed leads, the address follows.
  const follow = useDebouncedCallback((typed: string) => set({ q: typed }), SETTLE_MS);
  return (
    <>
      <PageHeader
        title="Search messages"
        actions={
          <Anchor component={Link} to="/chat" size="sm">
            All conversations
          </Anchor>
        }
      />
      <Stack gap="md">
        <TextInput
          type="search"
          aria-label="Search messages"
          placeholder="Search messages"
          autoFocus
          maxLength={200}
          value={q}
          onChange={(event) => {
            setQ(event.currentTarget.value);
            follow(event.currentTarget.value);
          }}
        />
        <FilterBar filters={filters} set={set} />
        <Hits filters={filters} />
      </Stack>
    </>
  );
}
