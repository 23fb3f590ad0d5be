import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { QueryView } from '../../../components/query-view';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useCalendarFeed, useCloseCalendarFeed, useOpenCalendarFeed } from '../feed-api';
import { useT } from '../../../lib/i18n/language';

function Address({ url }: { url: string }) {
  const t = useT();
  return (
    <Stack gap="xs">
      <Text size="sm">
        {t(
          'Add this address to your calendar program as a subscription. It is shown this once; whoever has it can see what you can see of who is out.',
        )}
      </Text>
      <Code block>{url}</Code>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" w="fit-content" onClick={copy}>
            {copied ? t('Copied') : t('Copy the address')}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}

/** Who is out, in one's own calendar program: to get an address for it, and to end it. */
export function CalendarFeed() {
  const t = useT();
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
              ? t('Your calendar address works since {{when}}.', {
                  when: formatInstant(since, zone),
                })
              : t('See in your own calendar program who is out: names and dates, never why.')}
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
              {since ? t('Make a new address') : t('Get a calendar address')}
            </Button>
            {since && (
              <Button
                variant="default"
                size="sm"
                loading={close.isPending}
                onClick={() => close.mutate()}
              >
                {t('End it')}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </QueryView>
  );
}
