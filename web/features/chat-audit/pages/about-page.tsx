import { List, Paper, Text } from '@mantine/core';
import { PageHeader } from '../../../components/page-header';

/** What everybody may know of how conversations are audited. */
export function Component() {
  return (
    <>
      <PageHeader title="How conversations may be audited" />
      <Paper withBorder p="md" maw={720}>
        <List spacing="sm" size="sm">
          <List.Item>
            Admins can read any conversation here, direct ones too, when they state a reason, such
            as a complaint or the request of a court.
          </List.Item>
          <List.Item>
            Who read what, when and why is written down before anything is shown. Nobody can change
            that, not even the admins. HR looks at it, and that is written down as well.
          </List.Item>
          <List.Item>
            What you edit or delete goes from everybody’s sight; what it said before is kept for
            such a case.
          </List.Item>
          <List.Item>
            The company may set for how long messages are kept. What is older goes for good, unless
            it must be kept for a dispute.
          </List.Item>
          <List.Item>
            Nothing in a conversation shows whether it is being read: this notice is the same for
            everybody, always.
          </List.Item>
        </List>
        <Text size="sm" mt="md">
          If you have a question about this, ask HR.
        </Text>
      </Paper>
    </>
  );
}
