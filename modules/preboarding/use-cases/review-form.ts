import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { FormState } from '../../../domain/preboarding/vocabulary';
import type {
  NewcomerAccount,
  NewcomerDetails,
  PreboardingWire,
  ReviewPreboarding,
} from '../../../domain/wire/preboarding';
import type { Transaction } from '../../../platform/database/database';
import type { Requester } from '../../approvals/kind-effects';
import { submitRequestWithin } from '../../approvals/use-cases/submit-request';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { formOf, keptOnboarding, type KeptOnboarding } from '../queries';
import { keepDetails } from './keep-details';
import { mailLink, type SendDeps } from './send-form';

/** What reviewing needs: an account that is accepted becomes a request like any other. */
interface ReviewDeps extends SendDeps {
  approvals: Parameters<typeof submitRequestWithin>[0];
}

interface Waiting {
  id: string;
  email: string;
  state: FormState;
  revision: number;
  details: NewcomerDetails;
  account: NewcomerAccount | null;
}

/**
 * Accepts a form: what it says of the person is kept with them, and the account it names is asked for in their name, to be
 * signed as every change of an account is. Or sends it back with a reason, by a new link. Once.
 * @throws DomainError not-found, forbidden (their own), conflict (nothing waits, or something else than was seen; another
 * change of their account waits)
 */
export async function reviewForm(
  deps: ReviewDeps,
  principal: Principal,
  { onboardingId, wanted }: { onboardingId: string; wanted: ReviewPreboarding },
): Promise<PreboardingWire | null> {
  const reader = { id: onboardingId, readerId: principal.id };
  await deps.db.transaction(async (tx) => {
    const onboarding = await keptOnboarding(tx, reader, { lock: true });
    const form = await waitingForm(tx, { onboarding, principal, revision: wanted.revision });
    const action = wanted.verdict === 'accept' ? 'accepted' : 'sent-back';
    if (wanted.verdict === 'accept') await accept(deps, tx, { principal, onboarding, form });
    else await sendBack(deps, tx, { principal, onboarding, form, reason: wanted.reason });
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: `preboarding.${action}` },
        ...{ subjectType: 'person', subjectId: onboarding.personId, details: { onboardingId } },
      },
    ]);
  });
  return formOf(deps.db, reader);
}

async function waitingForm(
  tx: Transaction,
  input: { onboarding: KeptOnboarding; principal: Principal; revision: number },
): Promise<Waiting> {
  const { onboarding, principal, revision } = input;
  if (onboarding.personId === principal.id) {
    throw new DomainError('forbidden', 'Nobody looks after their own form.');
  }
  const [form] = await tx.query<Waiting>(
    `SELECT id, mail_to::text AS email, status AS state, revision, details, account FROM preboarding
     WHERE onboarding_id = $1 FOR NO KEY UPDATE`,
    [onboarding.id],
  );
  if (form?.state !== 'submitted') {
    throw new DomainError('conflict', 'No form of this onboarding waits for HR.');
  }
  if (form.revision !== revision) {
    throw new DomainError('conflict', 'The form has changed: look at it again.');
  }
  return form;
}

interface Review {
  principal: Principal;
  onboarding: KeptOnboarding;
  form: Waiting;
}

async function accept(deps: ReviewDeps, tx: Transaction, review: Review): Promise<void> {
  const { principal, onboarding, form } = review;
  await keepDetails(tx, onboarding.personId, form.details);
  const approvalId = form.account
    ? await askForAccount(deps, tx, onboarding.personId, form.account)
    : null;
  await tx.query(
    `UPDATE preboarding SET status = 'accepted', account = NULL, account_approval_id = $3, reviewed_by = $2,
       reviewed_at = clock_timestamp(), reason = NULL WHERE id = $1`,
    [form.id, principal.id, approvalId],
  );
}

async function askForAccount(
  deps: ReviewDeps,
  tx: Transaction,
  personId: string,
  account: NewcomerAccount,
): Promise<string> {
  const [requester] = await tx.query<Requester>(
    'SELECT id, name, department_id AS "departmentId", zone FROM employee WHERE id = $1',
    [personId],
  );
  if (!requester) throw new Error('a form of nobody');
  const request = { ...account, reason: 'The account named before the first day' };
  const asked = { kind: 'profile-change', request, requester };
  return (await submitRequestWithin(deps.approvals, tx, asked)).approvalId;
}

async function sendBack(
  deps: ReviewDeps,
  tx: Transaction,
  { principal, onboarding, form, reason }: Review & { reason: string },
): Promise<void> {
  await tx.query(
    `UPDATE preboarding SET status = 'open', submitted_at = NULL, reviewed_by = $2, reviewed_at = clock_timestamp(),
       reason = $3 WHERE id = $1`,
    [form.id, principal.id, reason],
  );
  await mailLink(deps, tx, { principal, onboarding, form, reason });
}
