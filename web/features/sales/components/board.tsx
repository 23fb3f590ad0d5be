import { ActionIcon, Anchor, Box, Group, Menu, Paper, Stack, Text, Title } from '@mantine/core';
import IconArrowsExchange from '@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs';
import { useState, type DragEvent } from 'react';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { DEAL_STAGES, STAGE_NAMES, type DealStage } from '../../../../domain/sales/stages';
import type { DealRow, PipelineWire } from '../../../../domain/wire/deals';
import { MoneyText } from '../../../components/money-text';
import { withQuery } from '../../../lib/api';
import { count } from '../../../lib/text';
import { useMove } from '../use-move';
import { CloseModal } from './close-modal';

type Column = PipelineWire['stages'][number];
type OnMove = (deal: DealRow, to: DealStage) => void;

const DEAL_TYPE = 'text/netra-deal';

function MoveMenu({ deal, onMove }: { deal: DealRow; onMove: OnMove }) {
  return (
    <Menu withinPortal position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label={`Move ${deal.name}`}>
          <IconArrowsExchange size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {DEAL_STAGES.filter((stage) => stage !== deal.stage).map((stage) => (
          <Menu.Item key={stage} onClick={() => onMove(deal, stage)}>
            {STAGE_NAMES[stage]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Card({ deal, onMove }: { deal: DealRow; onMove: OnMove }) {
  const drag = (event: DragEvent) => event.dataTransfer.setData(DEAL_TYPE, deal.id);
  return (
    <Paper
      withBorder
      p="xs"
      draggable={deal.mayChange}
      onDragStart={drag}
      component="li"
      style={{ listStyle: 'none' }}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Box miw={0}>
          <Anchor
            component={Link}
            to={`/deals/${deal.id}`}
            size="sm"
            fw={600}
            underline="always"
            style={{ overflowWrap: 'anywhere' }}
          >
            {deal.name}
          </Anchor>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {deal.customer.name}, {deal.owner.name}
          </Text>
        </Box>
        {deal.mayChange && <MoveMenu deal={deal} onMove={onMove} />}
      </Group>
      <Group justify="space-between" gap="xs">
        <Text size="sm" component="span">
          <MoneyText value={deal.amount} />
        </Text>
        <Text size="xs" c="dimmed" component="span">
          {formatDate(deal.closedOn ?? deal.expectedOn)}
        </Text>
      </Group>
    </Paper>
  );
}

function Sums({ column, to }: { column: Column; to: string }) {
  const all = column.sums.reduce((sum, one) => sum + one.count, 0);
  return (
    <Box>
      <Anchor component={Link} to={to} size="xs" underline="always">
        {count(all, 'deal')}
      </Anchor>
      {column.sums.map(({ amount, weighted }) => (
        <Text key={amount.currency} size="xs">
          <MoneyText value={amount} />, weighted <MoneyText value={weighted} />
        </Text>
      ))}
    </Box>
  );
}

function StageColumn(props: {
  column: Column;
  to: string;
  onMove: OnMove;
  find: (id: string) => DealRow | undefined;
}) {
  const { column, to, onMove, find } = props;
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DEAL_TYPE)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const deal = find(event.dataTransfer.getData(DEAL_TYPE));
    if (deal && deal.stage !== column.stage) onMove(deal, column.stage);
  };
  return (
    <Paper
      withBorder
      p="sm"
      w={260}
      component="section"
      aria-label={STAGE_NAMES[column.stage]}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      style={{
        flexShrink: 0,
        outline: isOver ? '2px solid var(--mantine-primary-color-filled)' : undefined,
      }}
    >
      <Stack gap="xs">
        <Title order={2} size="h5">
          {STAGE_NAMES[column.stage]}
        </Title>
        <Sums column={column} to={to} />
        <Stack gap="xs" component="ul" p={0} m={0}>
          {column.deals.map((deal) => (
            <Card key={deal.id} deal={deal} onMove={onMove} />
          ))}
        </Stack>
        {column.more > 0 && (
          <Anchor component={Link} to={to} size="xs" underline="always">
            {column.more} more
          </Anchor>
        )}
      </Stack>
    </Paper>
  );
}

/** Deals by stage: dragged, or moved by the menu of a card. A win or a loss asks why first. */
export function Board({ board, ownerId }: { board: PipelineWire; ownerId: string | undefined }) {
  const move = useMove();
  const [closing, setClosing] = useState<{ deal: DealRow; end: 'won' | 'lost' } | null>(null);
  const start: OnMove = (deal, to) => {
    if (to === 'won' || to === 'lost') setClosing({ deal, end: to });
    else move.mutate({ deal, to });
  };
  const deals = board.stages.flatMap((column) => column.deals);
  const listOf = (stage: DealStage) => {
    const isClosed = stage === 'won' || stage === 'lost';
    return withQuery('/deals', {
      ...{ stage, ownerId, from: isClosed ? board.closedSince : undefined },
    });
  };
  return (
    <Box
      style={{ overflowX: 'auto' }}
      tabIndex={0}
      role="region"
      aria-label="Stages of the pipeline"
    >
      <Group align="stretch" wrap="nowrap" gap="sm" pb="sm">
        {board.stages.map((column) => (
          <StageColumn
            key={column.stage}
            column={column}
            to={listOf(column.stage)}
            onMove={start}
            find={(id) => deals.find((deal) => deal.id === id)}
          />
        ))}
      </Group>
      <CloseModal
        name={closing?.deal.name ?? ''}
        end={closing?.end ?? null}
        onClose={() => setClosing(null)}
        onDone={(close) => {
          if (closing) move.mutate({ deal: closing.deal, to: closing.end, ...close });
          setClosing(null);
        }}
      />
    </Box>
  );
}
