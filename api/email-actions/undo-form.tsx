import { formatTimeOfDay } from '../../domain/dates/format-instant';
import type { LinkView } from '../../modules/mail/link-state';
import type { Addresses } from './page-frame';

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
  return (
    <form method="post" action={props.addresses.undo} className="undo">
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p>
        {'Changed your mind? It takes effect at '}
        <time dateTime={takesEffectAt.toISOString()}>
          <strong>{formatTimeOfDay(takesEffectAt, link.zone)}</strong>
        </time>
        {'. Until then you can take it back.'}
      </p>
      <input type="hidden" name="nonce" value={props.nonce} />
      <button type="submit">Undo</button>
    </form>
  );
}
