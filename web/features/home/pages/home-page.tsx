import { Box, Grid, Stack } from '@mantine/core';
import { PageHeader } from '../../../components/page-header';
import { Section } from '../../../components/section';
import { useTitle } from '../../../lib/use-title';
import { useMe } from '../../../lib/session';
import { Dashboard } from '../../dashboards/components/dashboard';
import { AbsenceList } from '../../leave/components/absence-list';
import { BalanceCards } from '../../leave/components/balance-cards';
import { InboxPreview } from '../components/inbox-preview';
import { SentPreview } from '../components/sent-preview';
import { useT } from '../../../lib/i18n/language';

/** The day at a glance. */
export function Component() {
  const t = useT();
  const me = useMe();
  const place = [
    me.department?.name,
    me.manager && t('reports to {{name}}', { name: me.manager.name }),
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      <PageHeader title={t('Hello, {{name}}', { name: me.name })} description={place} />
      <HomeTitle />
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <InboxPreview />
            <SentPreview />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Section title={t('My leave')}>
              <BalanceCards />
            </Section>
            <Section title={t('Out in the next 14 days')}>
              <AbsenceList />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
      <Box mt="xl">
        <Dashboard />
      </Box>
    </>
  );
}

// The heading greets; the tab says where one is.
function HomeTitle() {
  useTitle(useT()('Home'));
  return null;
}
