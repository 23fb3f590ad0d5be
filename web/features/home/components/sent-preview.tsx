import { Anchor, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useApprovals } from '../../approvals/api';
import { ApprovalCard } from '../../approvals/components/approval-card';
import { useT } from '../../../lib/i18n/language';

const SHOWN = 5;

/** What I asked for last, and where it stands. */
export function SentPreview() {
  const t = useT();
  const pages = useApprovals({ box: 'sent' });
  return (
    <Section
      title={t('Asked by me')}
      actions={
        <Anchor component={Link} to="/requests" size="sm">
          {t('All my requests')}
        </Anchor>
      }
    >
      <QueryView query={{ ...pages, data: pages.items }}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('Nothing yet')}>
              {t('Press “New” to ask for something.')}
            </EmptyState>
          ) : (
            <Stack gap="xs">
              {rows.slice(0, SHOWN).map((row) => (
                <ApprovalCard key={row.id} row={row} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}
