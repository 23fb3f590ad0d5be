import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ApprovalRow } from '../../domain/wire/approvals';
import type { Page } from '../../domain/wire/common';
import type { CustomerRow } from '../../domain/wire/customers';
import type { DealRow } from '../../domain/wire/deals';
import type { Person } from '../../domain/wire/people';
import type { ProjectRow } from '../../domain/wire/records';
import { useConversations } from '../features/chat/api';
import { conversationName } from '../features/chat/conversation-name';
import { kindLinks } from '../features/requests/kinds';
import { api } from '../lib/api';
import { translate } from '../lib/i18n/language';
import { keys } from '../lib/query-keys';
import { useMe } from '../lib/session';
import { ADMINISTRATION, isFor, WORK } from './navigation';

/** Records are asked for once nothing has been typed for this long. */
const QUIET_MS = 200;
/** Of each sort so many are shown: more is what its own page is for. */
const MOST = 5;

/** Something one can go to. */
export interface Hit {
  to: string;
  label: string;
  detail?: string;
  /** A full page load. */
  outside?: boolean;
}

/** Hits of one sort. */
interface HitGroup {
  name: string;
  hits: Hit[];
}

/** Every word of what is typed is part of the label, whatever its case. */
function isNamed(label: string, typed: string): boolean {
  const name = label.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

/** Pages and forms: what is known without asking. */
function usePlaces(typed: string): HitGroup[] {
  const me = useMe();
  const pages = [...WORK, ...ADMINISTRATION]
    .filter((place) => isFor(me, place) && isNamed(place.label, typed))
    .map(({ to, label, outside }): Hit => ({ to, label, outside }));
  const forms = kindLinks
    .map(({ id, label }): Hit => ({ to: `/requests/new/${id}`, label: `New: ${label}` }))
    .filter(({ label }) => isNamed(label, typed));
  return [
    { name: 'Go to', hits: typed ? pages.slice(0, MOST) : pages },
    { name: 'Ask for', hits: typed ? forms.slice(0, MOST) : forms },
  ];
}

/** From so many words on it may be a question. */
const A_QUESTION = 3;

/** What is typed, as something to ask the assistant: it is written there, not sent. */
function asQuestion(typed: string): Hit[] {
  if (typed.split(/\s+/).length < A_QUESTION) return [];
  const label = translate('Ask the assistant: {{question}}', { question: typed });
  return [{ to: `/assistant?ask=${encodeURIComponent(typed)}`, label }];
}

async function search<Item>(
  path: string,
  q: string,
  present: (item: Item) => Hit,
  signal: AbortSignal,
): Promise<Hit[]> {
  const query = { q, limit: String(MOST), ...(path === '/approvals' && { box: 'all' }) };
  return (await api.get<Page<Item>>(path, query, signal)).items.map(present);
}

/** People, requests, projects, customers and deals, each as its own list lets one see them. */
async function findRecords(q: string, signal: AbortSignal): Promise<HitGroup[]> {
  const [people, requests, projects, customers, deals] = await Promise.all([
    search<Person>(
      '/people',
      q,
      ({ id, name, email }) => ({ to: `/people/${id}`, label: name, detail: email }),
      signal,
    ),
    search<ApprovalRow>(
      '/approvals',
      q,
      ({ id, title, requester }) => ({
        to: `/approvals/${id}`,
        label: title,
        detail: requester.name,
      }),
      signal,
    ),
    search<ProjectRow>(
      '/projects',
      q,
      ({ id, code, name, customer }) => ({
        to: `/projects/${id}`,
        label: `${code} ${name}`,
        detail: customer,
      }),
      signal,
    ),
    search<CustomerRow>(
      '/customers',
      q,
      ({ id, name, city }) => ({ to: `/customers/${id}`, label: name, detail: city ?? undefined }),
      signal,
    ),
    search<DealRow>(
      '/deals',
      q,
      ({ id, number, name, customer }) => ({
        to: `/deals/${id}`,
        label: `${number} ${name}`,
        detail: customer.name,
      }),
      signal,
    ),
  ]);
  return [
    { name: 'People', hits: people },
    { name: 'Requests', hits: requests },
    { name: 'Projects', hits: projects },
    { name: 'Customers', hits: customers },
    { name: 'Deals', hits: deals },
  ];
}

/**
 * What the palette offers for what is typed: pages and forms, conversations one is in, and, from two letters on, records
 * within one's own scope.
 * @param typed trimmed
 */
export function usePaletteHits(typed: string) {
  const places = usePlaces(typed);
  const { data: conversations = [] } = useConversations();
  const isSearch = typed.length >= 2;
  const [asked] = useDebouncedValue(typed, QUIET_MS);
  const isSettled = asked === typed;
  const records = useQuery({
    queryKey: keys.palette(asked),
    enabled: isSearch && isSettled,
    queryFn: ({ signal }) => findRecords(asked, signal),
  });
  const talks = conversations
    .map((conversation): Hit => ({
      to: `/chat/${conversation.id}`,
      label: conversationName(conversation),
    }))
    .filter(({ label }) => typed && isNamed(label, typed))
    .slice(0, MOST);
  const groups = [
    ...places,
    { name: 'Conversations', hits: talks },
    ...((isSearch && isSettled && records.data) || []),
    { name: translate('Assistant'), hits: asQuestion(typed) },
  ];
  return {
    groups: groups.filter(({ hits }) => hits.length > 0),
    isSearching: isSearch && (!isSettled || records.isFetching),
    error: isSearch && isSettled ? records.error : null,
  };
}
