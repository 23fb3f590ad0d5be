import type { SafetyMode } from '../../domain/mail/safety';
import type { LinkDoor } from './answers';
import type { GenuineVisit, TokenRequest } from './visit-link';

/**
 * Whether a post is Gmail's, for a press of the button it shows for a `ConfirmAction`: a form of the one field
 * `confirmed=Approved` with Google's bearer token. `not-gmail` is every other post, and every post while that is turned
 * off; `refused` is one of that shape which is not genuine, or which this request's mode does not allow.
 */
export async function confirmedByGmail(
  { deps, google }: LinkDoor,
  request: TokenRequest,
  { visit, mode }: { visit: GenuineVisit; mode: SafetyMode },
): Promise<'not-gmail' | 'confirmed' | 'refused'> {
  if (deps.config.GMAIL_ACTIONS !== 'confirm' || !hasShape(request)) return 'not-gmail';
  if (visit.link.verdict !== 'approve' || mode !== 'button') return 'refused';
  const header = request.get('authorization');
  return (await google.isGenuine(header, deps.clock.now())) ? 'confirmed' : 'refused';
}

function hasShape(request: TokenRequest): boolean {
  const fields = Object.entries((request.body ?? {}) as Record<string, unknown>);
  const only = fields.length === 1 && fields[0]?.[0] === 'confirmed' && fields[0][1] === 'Approved';
  return only && request.get('authorization') !== undefined;
}
