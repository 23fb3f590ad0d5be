import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { DomainError } from '../../../domain/errors';
import type { PreboardingWire } from '../../../domain/wire/preboarding';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { issueFormLink, revokeFormLinks, type FormLinkDeps } from '../links';
import { formOf, keptOnboarding, type KeptOnboarding } from '../queries';

/** What sending needs. */
export interface SendDeps extends FormLinkDeps {
  db: Database;
  bus: Bus;
}

/**
 * Mails somebody whose first day is still to come a link to the form of their onboarding; an earlier link ends. What they
 * have written so far stays.
 * @throws DomainError not-found, forbidden (their own), conflict (it is over, the day has come, or the form is in)
 */
export async function sendForm(
  deps: SendDeps,
  principal: Principal,
  { onboardingId, email }: { onboardingId: string; email: string },
): Promise<PreboardingWire | null> {
  const reader = { id: onboardingId, readerId: principal.id };
  await deps.db.transaction(async (tx) => {
    const onboarding = await keptOnboarding(tx, reader, { lock: true });
    refuse(onboarding, { by: principal.id, now: deps.clock.now() });
    const [form] = await tx.query<{ id: string; isOpen: boolean }>(
      `INSERT INTO preboarding AS f (onboarding_id, mail_to, created_by) VALUES ($1, $2, $3)
       ON CONFLICT (onboarding_id) DO UPDATE SET
         mail_to = CASE WHEN f.status = 'open' THEN excluded.mail_to ELSE f.mail_to END
       RETURNING id, status = 'open' AS "isOpen"`,
      [onboardingId, email, principal.id],
    );
    if (!form?.isOpen) throw new DomainError('conflict', 'They have handed the form in already.');
    await mailLink(deps, tx, { principal, onboarding, form: { id: form.id, email } });
  });
  return formOf(deps.db, reader);
}

function refuse(onboarding: KeptOnboarding, { by, now }: { by: string; now: Date }): void {
  if (onboarding.personId === by) {
    throw new DomainError('forbidden', 'Nobody looks after their own form.');
  }
  if (!onboarding.isRunning) throw new DomainError('conflict', 'This onboarding is over.');
  if (onboarding.dayZero <= dateIn(onboarding.zone, now)) {
    const next = 'Invite them to sign in: their tasks wait for them.';
    throw new DomainError('conflict', `Their first day has come. ${next}`);
  }
}

/** Issues and mails a link to a form, in the caller's transaction, with why it was sent back if it was. */
export async function mailLink(
  deps: SendDeps,
  tx: Transaction,
  input: {
    principal: Principal;
    onboarding: KeptOnboarding;
    form: { id: string; email: string };
    reason?: string;
  },
): Promise<void> {
  const { principal, onboarding, form, reason = null } = input;
  const linkId = await issueFormLink(deps, tx, {
    preboardingId: form.id,
    issuedBy: principal.id,
  });
  queueMail(deps, tx, [
    {
      template: 'preboarding',
      to: { userId: onboarding.personId, address: form.email },
      props: { linkId, byName: principal.name, startsOn: onboarding.dayZero, reason },
      messageKey: `${linkId}.preboarding`,
    },
  ]);
  recordAudit(tx, [entry(principal.id, 'preboarding.sent', { ...onboarding, linkId })]);
}

/**
 * Ends the link to a form that was not handed in.
 * @throws DomainError not-found, conflict (there is none to end)
 */
export async function revokeForm(
  deps: SendDeps,
  principal: Principal,
  onboardingId: string,
): Promise<PreboardingWire | null> {
  const reader = { id: onboardingId, readerId: principal.id };
  await deps.db.transaction(async (tx) => {
    const onboarding = await keptOnboarding(tx, reader, { lock: true });
    const [form] = await tx.query<{ id: string }>(
      'SELECT id FROM preboarding WHERE onboarding_id = $1',
      [onboardingId],
    );
    if (!form || !(await revokeFormLinks(tx, form.id))) {
      throw new DomainError('conflict', 'There is no link that could be taken back.');
    }
    recordAudit(tx, [entry(principal.id, 'preboarding.link-revoked', onboarding)]);
  });
  return formOf(deps.db, reader);
}

const entry = (
  actorId: string,
  action: string,
  about: { id: string; personId: string; linkId?: string },
) => ({
  ...{ actorId, action, subjectType: 'person', subjectId: about.personId },
  details: { onboardingId: about.id, ...(about.linkId ? { linkId: about.linkId } : {}) },
});
