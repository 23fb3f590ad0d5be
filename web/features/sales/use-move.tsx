import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { STAGE_NAMES, type DealStage } from '../../../domain/sales/stages';
import type { DealRow, DealWire, PipelineWire } from '../../../domain/wire/deals';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** A move of one deal; a win or a loss with its reason. */
interface Move {
  deal: Pick<DealRow, 'id' | 'name' | 'stage' | 'revision'>;
  to: DealStage;
  reason?: string;
  note?: string;
  on?: string;
}

/** The board as it will be: the card stands in its new column; sums follow with the answer. */
function moved(board: PipelineWire, { deal, to }: Move): PipelineWire {
  const card = board.stages.flatMap(({ deals }) => deals).find(({ id }) => id === deal.id);
  if (!card) return board;
  return {
    ...board,
    stages: board.stages.map((column) => {
      const others = column.deals.filter(({ id }) => id !== deal.id);
      return {
        ...column,
        deals: column.stage === to ? [{ ...card, stage: to }, ...others] : others,
      };
    }),
  };
}

function MovedNote(props: { text: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{props.text}</Text>
      <Button size="xs" variant="default" onClick={props.onUndo}>
        Undo
      </Button>
    </Group>
  );
}

const isOpen = (stage: DealStage) => stage !== 'won' && stage !== 'lost';

/** Moves a deal: at once on the board, back again if it is refused; a move between open stages can be undone. */
export function useMove() {
  const client = useQueryClient();
  const boards = { queryKey: keys.pipelines };
  const mutation = useMutation<DealWire, ApiProblem, Move, [readonly unknown[], unknown][]>({
    mutationFn: ({ deal, to, reason, note, on }) =>
      api.post<DealWire>(`/deals/${deal.id}/moves`, {
        ...{ stage: to, revision: deal.revision, reason, note, on },
      }),
    onMutate: async (move) => {
      await client.cancelQueries(boards);
      const before = client.getQueriesData(boards);
      client.setQueriesData<PipelineWire>(boards, (board) => board && moved(board, move));
      return before;
    },
    onError: (problem, { deal }, before) => {
      for (const [key, board] of before ?? []) client.setQueryData(key, board);
      notifications.show({
        ...{ color: 'red', title: `${deal.name} was not moved`, message: problem.message },
      });
    },
    onSuccess: (answer, { deal }) => {
      const id = `moved-${answer.id}`;
      const undo = () => {
        notifications.hide(id);
        mutation.mutate({ deal: answer, to: deal.stage });
      };
      notifications.hide(id);
      const text = `${answer.name}: ${STAGE_NAMES[answer.stage]}`;
      const canUndo = isOpen(deal.stage) && isOpen(answer.stage);
      notifications.show({
        ...{ id, color: 'green', autoClose: 10_000 },
        message: canUndo ? <MovedNote text={text} onUndo={undo} /> : text,
      });
    },
    onSettled: () => void refresh(client, { queryKey: keys.sales }),
  });
  return mutation;
}
