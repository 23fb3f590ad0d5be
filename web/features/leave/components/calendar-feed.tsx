import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { QueryView } from '../../../components/query-view';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useCalendarFeed, useCloseCalendarFeed, useOpenCalendarFeed } from '../feed-api';

function Address({ url }: { url: string }) {
  return (
    <Stack gap="xs">
      <Text size="sm">
        Add this address to your calendar program as a subscription. It is shown this once; whoever
        has it can see what you can see of who is out.
      </Text>
      <Code block>{url}</Code>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" w="fit-content" onClick={copy}>
            {copied ? 'Copied' : 'Copy the address'}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}

/** Who is out, in one's own calendar program: to get an address for it, and to end it. */
export function CalendarFeed() {
  const feed = useCalendarFeed();
  const open = useOpenCalendarFeed();
  const close = useCloseCalendarFeed();
  const zone = useZone();
  const problem = open.error ?? close.error;
  return (
    <QueryView query={feed}>
      {({ since }) => (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {since
              ? `Your calendar address works since ${formatInstant(since, zone)}.`
              : 'See in your own calendar program who is out: names and dates, never why.'}
          </Text>
          {since && open.data && <Address url={open.data.url} />}
          {problem && (
            <Alert color="red" variant="outline" role="alert">
              {problem.message}
            </Alert>
          )}
          <Group gap="xs">
            <Button
              variant="default"
              size="sm"
              loading={open.isPending}
              onClick={() => open.mutate()}
            >
              {since ? 'Make a new address' : 'Get a calendar address'}
            </Button>
            {since && (
              <Button
                variant="default"
                size="sm"
                loading={close.isPending}
                onClick={() => close.mutate()}
              >
                End it
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </QueryView>
  );
}
