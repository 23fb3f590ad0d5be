import { formatTimeOfDay } from '../../domain/dates/format-instant';
import type { LinkView } from '../../modules/mail/link-state';
import type { Addresses } from './page-frame';
import { wordsOf } from './words';

/** Until when the decision of the link's own task can be taken back through it; null where it cannot. */
export function undoableUntil({ decision }: LinkView): Date | null {
  return decision?.own && decision.channel === 'email' ? decision.takesEffectAt : null;
}

/** The way back, for as long as there is one. The page runs no script, so it names the time instead of counting down. */
export function UndoForm(props: {
  link: LinkView;
  addresses: Addresses;
  nonce: string;
  takesEffectAt: Date;
  problem?: string;
}) {
  const { link, takesEffectAt, problem } = props;
  const words = wordsOf(link);
  return (
    <form method="post" action={props.addresses.undo} className="undo">
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p>
        {words.changedYourMind}
        <time dateTime={takesEffectAt.toISOString()}>
          <strong>{formatTimeOfDay(takesEffectAt, link.zone)}</strong>
        </time>
        {words.untilThen}
      </p>
      <input type="hidden" name="nonce" value={props.nonce} />
      <button type="submit">{words.undo}</button>
    </form>
  );
}
