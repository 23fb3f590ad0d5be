import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useT } from '../../../lib/i18n/language';

/** Says, to everybody and always, that conversations may be audited. */
export function AuditNotice() {
  const t = useT();
  return (
    <Text size="xs" c="dimmed" mb="xs" role="note">
      {t('Conversations may be audited for a stated reason.')}{' '}
      <Anchor component={Link} to="/help/audits" size="xs" underline="always">
        {t('How that works')}
      </Anchor>
    </Text>
  );
}
