import { Button, Grid, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { MailSettingsWire } from '../../../../domain/wire/mail';
import { AdminsOnly } from '../../../components/admins-only';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useMailSettings } from '../api';
import { LogoField } from '../components/logo-field';
import { LookForm } from '../components/look-form';
import { SafetyRules } from '../components/safety-rules';

const GMAIL: Record<MailSettingsWire['gmail'], string> = {
  off: 'Gmail shows no action beside approval mails.',
  view: 'Gmail may show a way into the app beside approval mails.',
  confirm: 'Gmail may show a button that approves beside approval mails.',
};

function Settings({ settings }: { settings: MailSettingsWire }) {
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Section title="Look">
          <LookForm settings={settings} />
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Stack gap="md">
          <Section title="Mailed links">
            <SafetyRules />
          </Section>
          <Section title="Logo">
            <LogoField logo={settings.logo} />
          </Section>
          <Section title="Answers and Gmail">
            <Text size="sm">
              {settings.replies
                ? 'Approval mails can be answered with “approve” or “reject because …”.'
                : 'Answers to approval mails are not taken.'}
            </Text>
            <Text size="sm">{GMAIL[settings.gmail]}</Text>
            <Text size="xs" c="dimmed" mt="xs">
              Set by the variables of the server.
            </Text>
          </Section>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Loaded() {
  const settings = useMailSettings();
  return <QueryView query={settings}>{(data) => <Settings settings={data} />}</QueryView>;
}

/** How mails look, which are sent, and how carefully their links act. */
export function Component() {
  return (
    <AdminsOnly>
      <PageHeader
        title="Mail settings"
        actions={
          <Button variant="default" component={Link} to="/admin/mail/templates">
            Preview the mails
          </Button>
        }
      />
      <Loaded />
    </AdminsOnly>
  );
}
