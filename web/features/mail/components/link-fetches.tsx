import { List, Text } from '@mantine/core';
import type { LinkFetchRow } from '../../../../domain/wire/mail';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { Section } from '../../../components/section';
import { useLinkFetches } from '../api';

const READINGS: Record<LinkFetchRow['reading'], string> = {
  opened: 'Opened',
  scanner: 'Looks like a scanner',
  refused: 'Form refused',
};

function Fetch({ fetch }: { fetch: LinkFetchRow }) {
  const by = [fetch.agent || 'no user agent', fetch.network].filter(Boolean).join(', ');
  return (
    <List.Item>
      <Text size="sm">
        {`${READINGS[fetch.reading]}: link to ${fetch.verdict}, mailed to ${fetch.recipient.name}`}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        <RelativeTime at={fetch.at} />
        {`, ${fetch.method}, ${by}`}
      </Text>
    </List.Item>
  );
}

/** For admins: who or what fetched the mailed links. A fetch is no decision. */
export function LinkFetches({ of }: { of: { approvalId: string } | { mailId: string } }) {
  const fetches = useLinkFetches(of);
  return (
    <Section title="Mailed links">
      <QueryView query={fetches}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              No link was fetched so far.
            </Text>
          ) : (
            <List listStyleType="none" spacing="xs">
              {items.map((fetch, index) => (
                <Fetch key={`${fetch.at}-${index}`} fetch={fetch} />
              ))}
            </List>
          )
        }
      </QueryView>
    </Section>
  );
}
