import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';

/** Says, to everybody and always, that conversations may be audited. */
export function AuditNotice() {
  return (
    <Text size="xs" c="dimmed" mb="xs" role="note">
      Conversations may be audited for a stated reason.{' '}
      <Anchor component={Link} to="/help/audits" size="xs" underline="always">
        How that works
      </Anchor>
    </Text>
  );
}
