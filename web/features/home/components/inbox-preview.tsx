import { Anchor, Stack } from '@mantine/core';
import { Link } from 'react-router';
import type { ApprovalRow } from '../../../../domain/wire/approvals';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useApprovals } from '../../approvals/api';
import { ApprovalCard } from '../../approvals/components/approval-card';
import { DecisionButtons } from '../../approvals/components/decision-buttons';
import { useDecision } from '../../approvals/use-decision';
import { useT } from '../../../lib/i18n/language';

const SHOWN = 5;

function WaitingCard({ row }: { row: ApprovalRow }) {
  const decision = useDecision(row);
  return (
    <ApprovalCard
      row={row}
      showRequester
      actions={<DecisionButtons decision={decision} title={row.title} size="xs" />}
    />
  );
}

/** What waits on me, decided right here or opened. */
export function InboxPreview() {
  const t = useT();
  const pages = useApprovals({ box: 'inbox' });
  return (
    <Section
      title={t('Waiting on me')}
      actions={
        <Anchor component={Link} to="/inbox" size="sm">
          {t('Open the inbox')}
        </Anchor>
      }
    >
      <QueryView query={{ ...pages, data: pages.items }}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('All done')}>{t('Nothing waits on you.')}</EmptyState>
          ) : (
            <Stack gap="xs">
              {rows.slice(0, SHOWN).map((row) => (
                <WaitingCard key={row.id} row={row} />
              ))}
              {rows.length > SHOWN && (
                <Anchor component={Link} to="/inbox" size="sm">
                  {t('{{count}} more in the inbox', { count: rows.length - SHOWN })}
                </Anchor>
              )}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}
