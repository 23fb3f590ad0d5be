import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import type { FormState } from '../../domain/preboarding/vocabulary';
import type { PersonRef } from '../../domain/wire/common';
import type {
  DraftDetails,
  NewcomerAccount,
  OwnPreboarding,
  PersonalDetails,
  PreboardingWire,
} from '../../domain/wire/preboarding';
import type { Queryable } from '../../platform/database/database';
import { keepsDocumentsOf } from '../onboarding/policy';
import { documentTasksOf } from '../onboarding/queries';
import type { FoundForm } from './links';

/** An account as it is kept while its form is open: half of it may be missing. */
export type KeptAccount = Partial<NewcomerAccount>;

const NOTHING: DraftDetails = {
  phone: '',
  contactName: '',
  contactRelation: '',
  contactPhone: '',
  street: '',
  city: '',
  postalCode: '',
  country: '',
  size: null,
};

interface FormRow {
  email: string;
  state: FormState;
  sentAt: Date | null;
  expiresAt: Date | null;
  details: Partial<DraftDetails>;
  account: KeptAccount | null;
  revision: number;
  submittedAt: Date | null;
  reviewer: PersonRef | null;
  reviewedAt: Date | null;
  reason: string | null;
  accountApprovalId: string | null;
  isOwn: boolean;
}

/** Whose onboarding a form is about, for whoever keeps such forms. */
export interface KeptOnboarding {
  id: string;
  personId: string;
  personName: string;
  dayZero: string;
  zone: string;
  isRunning: boolean;
}

/**
 * An onboarding as those see it who keep its forms: HR of the department, and admins.
 * @param options.lock keeps it as it is until the transaction ends
 * @throws DomainError not-found for everybody else's, and for off-boardings
 */
export async function keptOnboarding(
  db: Queryable,
  { id, readerId }: { id: string; readerId: string },
  options: { lock?: boolean } = {},
): Promise<KeptOnboarding> {
  const [row] = await db.query<KeptOnboarding>(
    `SELECT o.id, p.id AS "personId", p.name AS "personName", o.day_zero AS "dayZero", p.zone,
       o.status = 'running' AS "isRunning"
     FROM onboarding o JOIN employee p ON p.id = o.person_id JOIN employee r ON r.id = $2
     WHERE o.id = $1 AND o.purpose = 'onboarding' AND ${keepsDocumentsOf('r', 'p.id')}
     ${options.lock ? 'FOR NO KEY UPDATE OF o' : ''}`,
    [id, readerId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such onboarding.');
  return row;
}

/** The form of an onboarding, for those who keep it; null while none was sent. @throws as {@link keptOnboarding} */
export async function formOf(
  db: Queryable,
  reader: { id: string; readerId: string },
): Promise<PreboardingWire | null> {
  await keptOnboarding(db, reader);
  const [row] = await db.query<FormRow>(
    `SELECT f.mail_to::text AS email, f.status AS state, l.issued_at AS "sentAt", l.expires_at AS "expiresAt", f.details,
       f.account, f.revision, f.submitted_at AS "submittedAt", f.reviewed_at AS "reviewedAt", f.reason,
       CASE WHEN v.id IS NOT NULL THEN json_build_object('id', v.id, 'name', v.name) END AS reviewer,
       f.account_approval_id AS "accountApprovalId", o.person_id = $2 AS "isOwn"
     FROM preboarding f JOIN onboarding o ON o.id = f.onboarding_id
     LEFT JOIN preboarding_link l ON l.preboarding_id = f.id AND l.used_at IS NULL AND l.revoked_at IS NULL
     LEFT JOIN employee v ON v.id = f.reviewed_by
     WHERE f.onboarding_id = $1`,
    [reader.id, reader.readerId],
  );
  return row ? presentForm(row) : null;
}

function presentForm(row: FormRow): PreboardingWire {
  const { sentAt, expiresAt, reviewer, reviewedAt, reason } = row;
  return {
    email: row.email,
    state: row.state,
    link: sentAt &&
      expiresAt && { sentAt: sentAt.toISOString(), expiresAt: expiresAt.toISOString() },
    content:
      row.state === 'open'
        ? null
        : { details: { ...NOTHING, ...row.details }, account: masked(row.account) },
    revision: row.revision,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    review: reviewer && reviewedAt && { by: reviewer, at: reviewedAt.toISOString(), reason },
    accountApprovalId: row.accountApprovalId,
    mayReview: row.state === 'submitted' && !row.isOwn,
  };
}

function masked(account: KeptAccount | null): OwnPreboarding['account'] {
  if (!account) return null;
  const { accountHolder = '', bankName = '', ifsc = '', accountNumber = '' } = account;
  return { accountHolder, bankName, ifsc, accountEnding: accountNumber.slice(-4) };
}

interface OwnRow {
  name: string;
  firstDay: string;
  details: Partial<DraftDetails>;
  account: KeptAccount | null;
  reason: string | null;
}

/** What a link shows: what its newcomer wrote and handed in, and which documents they are asked for. Nothing else. */
export async function ownForm(db: Queryable, form: FoundForm): Promise<OwnPreboarding> {
  const [row] = await db.query<OwnRow>(
    `SELECT p.name, o.day_zero AS "firstDay", f.details, f.account, f.reason
     FROM preboarding f JOIN onboarding o ON o.id = f.onboarding_id JOIN employee p ON p.id = o.person_id WHERE f.id = $1`,
    [form.preboardingId],
  );
  if (!row) throw new Error('a link to no form');
  return {
    ...{ name: row.name, firstDay: row.firstDay, reason: row.reason },
    expiresAt: form.expiresAt.toISOString(),
    details: { ...NOTHING, ...row.details },
    account: masked(row.account),
    documents: await askedDocuments(db, form),
  };
}

async function askedDocuments(
  db: Queryable,
  { onboardingId, personId }: FoundForm,
): Promise<OwnPreboarding['documents']> {
  const tasks = await documentTasksOf(db, { onboardingId, personId });
  return tasks.map(({ id, title, help, kind, handIn }) => ({
    ...{ taskId: id, title, help, kind, state: handIn.state },
    files: handIn.documents.map(({ id: documentId, name, status, review }) => ({
      ...{ id: documentId, name, status },
      reason: review?.reason ?? null,
    })),
  }));
}

/**
 * What HR keeps of a person, for themselves, HR of their department and admins; null while nothing was accepted.
 * @throws DomainError not-found for everybody else
 */
export async function personalDetailsOf(
  db: Queryable,
  principal: Principal,
  personId: string,
): Promise<PersonalDetails> {
  const [row] = await db.query<{ details: PersonalDetails['details'] }>(
    `SELECT CASE WHEN d.employee_id IS NOT NULL THEN json_build_object('phone', d.phone, 'contactName', d.contact_name,
       'contactRelation', d.contact_relation, 'contactPhone', d.contact_phone, 'street', d.street, 'city', d.city,
       'postalCode', d.postal_code, 'country', d.country, 'size', d.size, 'since', d.since) END AS details
     FROM employee p JOIN employee r ON r.id = $2 LEFT JOIN personal_details d ON d.employee_id = p.id
     WHERE p.id = $1 AND (p.id = r.id OR ${keepsDocumentsOf('r', 'p.id')})`,
    [personId, principal.id],
  );
  if (!row) throw new DomainError('not-found', 'There is no such person.');
  const { details } = row;
  return {
    details: details && { ...details, since: new Date(details.since).toISOString() },
  };
}
