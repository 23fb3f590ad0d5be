import { Button, Group, Text } from '@mantine/core';
import type { Verdict } from '../../../../domain/approvals/vocabulary';
import { formatCountdown, useTimeLeft } from '../../../lib/use-time-left';
import { useUndo, type Undoable } from '../use-undo';
import { useT } from '../../../lib/i18n/language';

interface Props {
  decision: Undoable & { verdict: Verdict; takesEffectAt: string };
  /** Left out where the words around it say it already. */
  withVerdict?: boolean;
}

/** What I decided, how long it can still be taken back, and the way to do it; nothing once it has taken effect. */
export function UndoNote({ decision, withVerdict = false }: Props) {
  const t = useT();
  const left = useTimeLeft(decision.takesEffectAt);
  const undo = useUndo();
  const isUndone = undo.data?.items[0]?.status === 'undone';
  if (left === 0 || isUndone) return null;
  const did = decision.verdict === 'approve' ? t('You approved this.') : t('You rejected this.');
  return (
    <Group gap="xs">
      <Text size="sm">
        {withVerdict && `${did} `}
        {t('Takes effect in')}{' '}
        <time dateTime={decision.takesEffectAt}>{formatCountdown(left)}</time>
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('Undo')}: ${decision.title}`}
        loading={undo.isPending}
        onClick={() => undo.mutate([decision])}
      >
        {t('Undo')}
      </Button>
    </Group>
  );
}

/** Takes several decisions back together; each that no longer can be is named. */
export function UndoAll({ decisions }: { decisions: (Undoable & { takesEffectAt: string })[] }) {
  const t = useT();
  const undo = useUndo();
  const last = decisions.map(({ takesEffectAt }) => takesEffectAt).sort();
  const left = useTimeLeft(last.at(-1) ?? '');
  if (decisions.length < 2 || left === 0 || undo.isSuccess) return null;
  return (
    <Button
      mt="xs"
      size="xs"
      variant="default"
      loading={undo.isPending}
      onClick={() => undo.mutate(decisions)}
    >
      {t('Undo all {{count}}', { count: decisions.length })}
    </Button>
  );
}
