import { Alert, Anchor, Button, Checkbox, Group, List, Paper } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useZone } from '../../../lib/session';
import { ApiProblem } from '../../../lib/api';
import { APPROVE_COLOUR } from '../approve-colour';
import { explainRefusal } from '../conflict';
import type { BulkControls, BulkOutcome } from '../use-bulk';
import { DecisionModal } from './decision-modal';
import { UndoAll, UndoNote } from './undo-note';
import { useT } from '../../../lib/i18n/language';

/** The decision of an outcome as far as it can be taken back. */
function undoableOf({ title, result: { id, decision } }: BulkOutcome) {
  if (!decision?.takesEffectAt) return null;
  const { id: decisionId, verdict, takesEffectAt } = decision;
  return { id, title, decisionId, verdict, takesEffectAt };
}

function Outcome({ outcome }: { outcome: BulkOutcome }) {
  const t = useT();
  const zone = useZone();
  const { title, result } = outcome;
  const { decision, problem } = result;
  const said = problem
    ? `${t('Not recorded')}: ${explainRefusal(new ApiProblem(problem.status, problem, problem.title), zone)}`
    : decision?.verdict === 'reject'
      ? t('Rejected')
      : t('Approved');
  const undoable = undoableOf(outcome);
  return (
    <List.Item>
      <Anchor component={Link} to={`/approvals/${result.id}`} size="sm">
        {title}
      </Anchor>
      : {said}
      {undoable && <UndoNote decision={undoable} />}
    </List.Item>
  );
}

function Outcomes({ outcomes, onClose }: { outcomes: BulkOutcome[]; onClose: () => void }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [outcomes]);
  const refused = outcomes.filter(({ result }) => result.status === 'refused');
  const recorded = outcomes.length - refused.length;
  // What went wrong comes first: it is what is left to do.
  const ordered = [...refused, ...outcomes.filter(({ result }) => result.status === 'recorded')];
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="status"
      color={refused.length > 0 ? 'orange' : 'green'}
      variant="outline"
      mb="sm"
      title={
        refused.length > 0
          ? t('{{recorded}} recorded, {{refused}} not', { recorded, refused: refused.length })
          : t('{{recorded}} recorded', { recorded })
      }
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      withCloseButton
      closeButtonLabel={t('Close the results')}
      onClose={onClose}
    >
      <List size="sm" spacing={4} style={{ maxHeight: 260, overflowY: 'auto' }}>
        {ordered.map((outcome, index) => (
          <Outcome key={`${outcome.result.id}-${index}`} outcome={outcome} />
        ))}
      </List>
      <UndoAll decisions={outcomes.flatMap((outcome) => undoableOf(outcome) ?? [])} />
    </Alert>
  );
}

function Buttons({ bulk }: { bulk: BulkControls }) {
  const t = useT();
  const { length } = bulk.chosen;
  if (length === 0) return null;
  return (
    <Group gap="xs">
      <Button size="xs" color={APPROVE_COLOUR} onClick={() => bulk.ask('approve')}>
        {t('Approve {{count}}', { count: length })}
      </Button>
      <Button size="xs" variant="default" onClick={() => bulk.ask('reject')}>
        {t('Reject {{count}}', { count: length })}
      </Button>
    </Group>
  );
}

/** Above the inbox: choose all that are shown, decide the chosen ones together, see what became of each. */
export function BulkBar({ bulk }: { bulk: BulkControls }) {
  const t = useT();
  const { shown, chosen, outcomes } = bulk;
  const all = shown.length > 0 && chosen.length === shown.length;
  return (
    <>
      {outcomes && <Outcomes outcomes={outcomes} onClose={bulk.forget} />}
      {bulk.error && (
        <Alert color="red" variant="outline" role="alert" mb="sm" title={t('Nothing was recorded')}>
          {bulk.error.message}
        </Alert>
      )}
      {shown.length > 1 && (
        <Paper withBorder p="xs" mb="xs" role="group" aria-label={t('Decide several together')}>
          <Group justify="space-between" mih={30}>
            <Checkbox
              label={
                chosen.length > 0
                  ? t('{{count}} chosen', { count: chosen.length })
                  : t('Choose all shown')
              }
              aria-label={t('Choose all shown')}
              checked={all}
              indeterminate={chosen.length > 0 && !all}
              onChange={bulk.toggleAll}
            />
            <Buttons bulk={bulk} />
          </Group>
        </Paper>
      )}
      <DecisionModal
        asking={bulk.asking}
        title={t('{{count}} requests, with the same words for each', { count: chosen.length })}
        busy={bulk.busy}
        onClose={() => bulk.ask(null)}
        onDecide={({ comment }) => bulk.asking && bulk.send(bulk.asking, comment)}
      />
    </>
  );
}
