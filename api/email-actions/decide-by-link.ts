import { DomainError } from '../../domain/errors';
import { SHORTEST_READING_MS, type SafetyMode } from '../../domain/mail/safety';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { isSpent } from '../../modules/mail/use-cases/record-fetch';
import {
  addressesOf,
  askAnswer,
  fieldsOf,
  foreignAnswer,
  forgedAnswer,
  modeOf,
  stateAnswer,
  tooManyAnswer,
  type LinkDoor,
} from './answers';
import { confirmedByGmail } from './gmail';
import { plainPage, recordedPage, type PageAnswer } from './pages';
import { noteFetch, visitLink, type GenuineVisit, type TokenRequest } from './visit-link';

const LONGEST_COMMENT = 4000;

const PROBLEMS = {
  stale:
    'Nothing was recorded: this page had been open for too long, was used before, or did not come from us. Please look at the request once more and press the button again.',
  'too-long': `Nothing was recorded: please write at most ${LONGEST_COMMENT} characters.`,
  hasty:
    'Nothing was recorded: the button was pressed sooner than anybody can read the page. Please type the code below and press it again.',
  'wrong-code':
    'Nothing was recorded: that was not the code of this page. Please type the new one below.',
};

/** What stands in the way of a form. */
type Obstacle = keyof typeof PROBLEMS;

/**
 * A posted form of a link's page: records the link's own verdict if the link is open, the form was rendered for it and
 * not used before, and the visitor did what the request's mode asks for. Otherwise the page of how things are.
 */
export async function decideByLink(
  door: LinkDoor,
  request: TokenRequest,
  receivedAt: Date,
): Promise<PageAnswer> {
  const { deps } = door;
  const visit = await visitLink(deps, request);
  if (visit.state === 'forged') return forgedAnswer(door, request);
  if (visit.state === 'foreign') {
    await noteFetch(deps, request, visit);
    return foreignAnswer(deps, visit);
  }
  if (visit.state !== 'open') {
    await noteFetch(deps, request, visit);
    return stateAnswer(door, request, visit);
  }
  const mode = await modeOf(door, visit.link);
  const gmail = await confirmedByGmail(door, request, { visit, mode });
  if (gmail === 'refused') return forgedAnswer(door, request);
  if (gmail === 'confirmed') return record(door, request, { visit, receivedAt });
  const obstacle = mode === 'sign-in' ? null : await obstacleOf(door, request, { visit, mode });
  if (mode === 'sign-in' || obstacle) {
    return refuse(door, request, { visit, mode, obstacle, receivedAt });
  }
  return record(door, request, { visit, receivedAt });
}

async function obstacleOf(
  { deps }: LinkDoor,
  request: TokenRequest,
  { visit, mode }: { visit: GenuineVisit; mode: SafetyMode },
): Promise<Obstacle | null> {
  const { nonce, comment, code } = fieldsOf(request);
  const now = deps.clock.now();
  const form = deps.approvals.links.openForm(visit.claims, nonce, now);
  if (!form || (await isSpent(deps.db, form.nonce))) return 'stale';
  if (comment.length > LONGEST_COMMENT) return 'too-long';
  if (code !== '') return code === form.code ? null : 'wrong-code';
  if (now.getTime() - form.at.getTime() < SHORTEST_READING_MS) return 'hasty';
  return mode === 'challenge' ? 'wrong-code' : null;
}

/** The page once more, with a new nonce; a form that failed its test opens nothing again. */
async function refuse(
  door: LinkDoor,
  request: TokenRequest,
  refused: {
    visit: GenuineVisit;
    mode: SafetyMode;
    obstacle: Obstacle | null;
    receivedAt: Date;
  },
): Promise<PageAnswer> {
  const { visit, obstacle } = refused;
  const { nonce, comment } = fieldsOf(request);
  const isTested = obstacle === 'hasty' || obstacle === 'wrong-code';
  const spentNonce = isTested ? String(nonce) : undefined;
  await noteFetch(door.deps, request, { link: visit.link, spentNonce });
  if (obstacle === null) return askAnswer(door, request, { ...refused, status: 403 });
  const tooMany = obstacle === 'wrong-code' ? await tooManyAnswer(door, request) : null;
  if (tooMany) return tooMany;
  const mode = isTested ? 'challenge' : refused.mode;
  const problem = PROBLEMS[obstacle];
  return askAnswer(door, request, { visit, mode, status: 400, problem, comment });
}

async function record(
  door: LinkDoor,
  request: TokenRequest,
  { visit: { link, claims }, receivedAt }: { visit: GenuineVisit; receivedAt: Date },
): Promise<PageAnswer> {
  const { deps } = door;
  try {
    const { decision } = await decideApproval(deps.approvals, {
      door: { channel: 'email', emailLinkId: link.id },
      verdict: link.verdict,
      comment: fieldsOf(request).comment || undefined,
      receivedAt,
    });
    const { nonce } = deps.approvals.links.renderForm(claims, deps.clock.now());
    const takesEffectAt = decision.takesEffectAt ? new Date(decision.takesEffectAt) : null;
    const addresses = addressesOf(deps, request);
    return recordedPage(link, { addresses, at: new Date(decision.at), nonce, takesEffectAt });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return refusalAnswer(door, request, error);
  }
}

/** Whoever was quicker has changed the rows: the page of what they say now is the answer. */
async function refusalAnswer(
  door: LinkDoor,
  request: TokenRequest,
  error: DomainError,
): Promise<PageAnswer> {
  const now = await visitLink(door.deps, request);
  if (now.state !== 'open' && now.state !== 'forged' && now.state !== 'foreign') {
    return stateAnswer(door, request, now);
  }
  const page = plainPage({
    title: 'This decision cannot be recorded',
    text: error.message,
    appUrl: door.deps.config.PUBLIC_URL,
  });
  return { status: error.code === 'already-decided' ? 409 : 410, page };
}
