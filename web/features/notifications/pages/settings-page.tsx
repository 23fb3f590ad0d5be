import { Button, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { DigestChoice } from '../components/digest-choice';
import { PreferenceGrid } from '../components/preference-grid';
import { PushSwitch } from '../components/push-switch';
import { QuietHoursForm } from '../components/quiet-hours-form';
import { usePreferences } from '../preferences-api';

/** What reaches me, by which way, and when not. */
export function Component() {
  const preferences = usePreferences();
  return (
    <>
      <PageHeader
        title="Notification settings"
        description="What asks for your decision always rings and is always mailed."
        actions={
          <Button component={Link} to="/notifications" variant="default">
            All notifications
          </Button>
        }
      />
      <QueryView query={preferences}>
        {(data) => (
          <Stack gap="md" maw={760}>
            <Section title="What reaches me">
              <PreferenceGrid preferences={data} />
            </Section>
            <Section title="Quiet hours">
              <QuietHoursForm preferences={data} />
            </Section>
            <Section title="Morning digest">
              <DigestChoice />
            </Section>
            <Section title="This browser">
              <PushSwitch />
            </Section>
          </Stack>
        )}
      </QueryView>
    </>
  );
}
