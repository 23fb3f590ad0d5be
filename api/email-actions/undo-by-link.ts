import { DomainError } from '../../domain/errors';
import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import { undoDecision } from '../../modules/approvals/use-cases/undo-decision';
import { isSpent } from '../../modules/mail/use-cases/record-fetch';
import {
  addressesOf,
  fieldsOf,
  foreignAnswer,
  forgedAnswer,
  stateAnswer,
  type LinkDoor,
} from './answers';
import { deadPage, plainPage, undonePage, type PageAnswer } from './pages';
import { noteFetch, visitLink, type GenuineVisit, type TokenRequest } from './visit-link';

const PROBLEMS = {
  stale:
    'Nothing was taken back: this page had been open for too long or did not come from us. Please press the button again.',
  hasty:
    'Nothing was taken back: the button was pressed sooner than anybody can read the page. Please press it again.',
};

/**
 * A posted undo of a link's page: takes back the decision that was made by mail on the link's own task. As careful about
 * whose form it is as deciding, and needing no session.
 */
export async function undoByLink(door: LinkDoor, request: TokenRequest): Promise<PageAnswer> {
  const { deps } = door;
  const visit = await visitLink(deps, request);
  if (visit.state === 'forged') return forgedAnswer(door, request);
  if (visit.state === 'foreign') {
    await noteFetch(deps, request, visit);
    return foreignAnswer(deps, visit);
  }
  if (visit.state !== 'decided') return stateAnswer(door, request, visit);
  const problem = await problemOf(door, request, visit);
  if (problem) return askAgain(door, request, { visit, problem });
  try {
    await undoDecision(deps.approvals, { channel: 'email', emailLinkId: visit.link.id });
    return undonePage(visit.link, { addresses: addressesOf(deps, request) });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return refusal(door, error);
  }
}

async function problemOf(
  { deps }: LinkDoor,
  request: TokenRequest,
  { claims }: GenuineVisit,
): Promise<string | null> {
  const now = deps.clock.now();
  const form = deps.approvals.links.openForm(claims, fieldsOf(request).nonce, now);
  if (!form || (await isSpent(deps.db, form.nonce))) return PROBLEMS.stale;
  return now.getTime() - form.at.getTime() < SHORTEST_READING_MS ? PROBLEMS.hasty : null;
}

/** The page once more, with a new nonce. */
async function askAgain(
  { deps }: LinkDoor,
  request: TokenRequest,
  { visit, problem }: { visit: GenuineVisit; problem: string },
): Promise<PageAnswer> {
  await noteFetch(deps, request, visit);
  const { nonce } = deps.approvals.links.renderForm(visit.claims, deps.clock.now());
  const addresses = addressesOf(deps, request);
  const { page } = deadPage('decided', visit.link, { addresses, nonce, problem });
  return { status: 400, page };
}

function refusal({ deps }: LinkDoor, error: DomainError): PageAnswer {
  const title = error.code === 'already-undone' ? 'Already taken back' : 'Nothing was taken back';
  const page = plainPage({ title, text: error.message, appUrl: deps.config.PUBLIC_URL });
  return { status: error.code === 'forbidden' ? 403 : 409, page };
}
