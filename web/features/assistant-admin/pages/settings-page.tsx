import { Grid, Stack } from '@mantine/core';
import type { AssistantSettings } from '../../../../domain/wire/assistant-threads';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useAssistantSettings } from '../api';
import { AdminPage } from '../components/admin-page';
import { KillSwitch } from '../components/kill-switch';
import { LimitsForm } from '../components/limits-form';
import { ToolTable } from '../components/tool-table';

function Settings({ settings }: { settings: AssistantSettings }) {
  return (
    <Stack>
      <Grid>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Section title="On or off">
            <KillSwitch isOn={settings.isOn} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Section title="Limits">
            <LimitsForm {...settings} />
          </Section>
        </Grid.Col>
      </Grid>
      <Section title="Tools by role">
        <ToolTable tools={settings.tools} />
      </Section>
    </Stack>
  );
}

function Loaded() {
  const settings = useAssistantSettings();
  return <QueryView query={settings}>{(data) => <Settings settings={data} />}</QueryView>;
}

/** Whether the assistant answers, how much, and by which tools. */
export function Component() {
  return (
    <AdminPage
      title="Assistant settings"
      description="Whether it answers, how much each person may ask, and by which tools. Whose rows anybody sees is not set here: it follows from the organisation."
    >
      <Loaded />
    </AdminPage>
  );
}
