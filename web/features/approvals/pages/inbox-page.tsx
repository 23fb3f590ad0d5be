import { Anchor, Box, Grid, Kbd, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import IconMoodHappy from '@tabler/icons-react/dist/esm/icons/IconMoodHappy.mjs';
import { useEffect, useRef } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Approval, ApprovalRow } from '../../../../domain/wire/approvals';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { QueryView } from '../../../components/query-view';
import { useApproval, useApprovals } from '../api';
import { ApprovalDetail } from '../components/approval-detail';
import { BulkBar } from '../components/bulk-bar';
import { InboxList } from '../components/inbox-list';
import { useBulk } from '../use-bulk';
import { useDecision } from '../use-decision';
import { useDecisionKeys } from '../use-decision-keys';
import { useT } from '../../../lib/i18n/language';
import { useKeys } from '../../../lib/shortcuts';

// The one after it, or before it at the end: what opens when it is decided.
function neighbour(rows: ApprovalRow[], id: string | undefined): string | undefined {
  const at = rows.findIndex((row) => row.id === id);
  return rows[at + 1]?.id ?? rows[at - 1]?.id;
}

function useSelectionKeys(rows: ApprovalRow[], selected: string | undefined) {
  const navigate = useNavigate();
  const move = (step: number) => {
    const at = rows.findIndex((row) => row.id === selected);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (!next) return;
    void navigate(`/inbox/${next.id}`, { replace: true });
    const link = document.querySelector<HTMLElement>(`[data-approval="${next.id}"]`);
    link?.focus();
  };
  useKeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
  ]);
}

function Opened({ approval, onDecided }: { approval: Approval; onDecided: () => void }) {
  const decision = useDecision(approval, onDecided);
  useDecisionKeys(approval.may.decide ? decision : null);
  return <ApprovalDetail approval={approval} decision={decision} order={2} />;
}

function Detail({ id, onDecided }: { id: string; onDecided: () => void }) {
  const approval = useApproval(id);
  return (
    <QueryView query={approval}>
      {(data) => <Opened key={data.id} approval={data} onDecided={onDecided} />}
    </QueryView>
  );
}

type InboxPages = ReturnType<typeof useApprovals>;

// The results of what was decided together stay when the list is empty.
function Waiting({ pages, selected }: { pages: InboxPages; selected: string | undefined }) {
  const bulk = useBulk(pages.items ?? [], selected);
  return (
    <>
      <BulkBar bulk={bulk} />
      <PageList pages={pages} empty={<AllDone />}>
        {(items) => <InboxList rows={items} selected={selected} bulk={bulk} />}
      </PageList>
    </>
  );
}

function AllDone() {
  const t = useT();
  return (
    <EmptyState title={t('All done')} icon={<IconMoodHappy size={26} />}>
      {t('Nothing waits on you. What comes in will appear here by itself.')}
    </EmptyState>
  );
}

function KeyHints() {
  const t = useT();
  return (
    <Text size="sm" c="dimmed" visibleFrom="md" component="span">
      <Kbd>J</Kbd> <Kbd>K</Kbd> {t('move')}, <Kbd>A</Kbd> {t('approve')}, <Kbd>R</Kbd> {t('reject')}
      , <Kbd>X</Kbd> {t('choose')}
    </Text>
  );
}

/** What waits on me: the list, and the one that is open beside it. */
export function Component() {
  const t = useT();
  const { id } = useParams();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const pages = useApprovals({ box: 'inbox' });
  const rows = pages.items ?? [];
  const selected = id ?? (wide ? rows[0]?.id : undefined);
  const navigate = useNavigate();
  const panel = useRef<HTMLDivElement>(null);
  const chosenByKey = useRef(false);
  useSelectionKeys(rows, selected);
  useEffect(() => {
    if (!chosenByKey.current) return;
    chosenByKey.current = false;
    panel.current?.focus();
  }, [selected]);

  const openNext = () => {
    const next = neighbour(rows, selected);
    chosenByKey.current = true;
    void navigate(next ? `/inbox/${next}` : '/inbox', { replace: true });
  };
  const list = <Waiting pages={pages} selected={selected} />;
  const detail = selected && (
    <Box
      ref={panel}
      tabIndex={-1}
      style={{ outline: 'none' }}
      role="region"
      aria-label={t('Selected request')}
    >
      <Detail id={selected} onDecided={openNext} />
    </Box>
  );
  return (
    <>
      <PageHeader title={t('Inbox')} description={rows.length > 0 && <KeyHints />} />
      {wide ? (
        <Grid>
          <Grid.Col span={rows.length > 0 || selected ? 5 : 12}>{list}</Grid.Col>
          {detail && <Grid.Col span={7}>{detail}</Grid.Col>}
        </Grid>
      ) : id ? (
        <>
          <Anchor component={Link} to="/inbox" size="sm" mb="sm" display="inline-block">
            {t('Back to the inbox')}
          </Anchor>
          {detail}
        </>
      ) : (
        list
      )}
    </>
  );
}
