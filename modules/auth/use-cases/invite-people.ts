import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { Invitation, Invited } from '../../../domain/wire/account';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { issuePasswordLinks, revokePasswordLinks, type LinkDeps } from '../password-links';

/** What inviting needs. */
interface InviteDeps extends LinkDeps {
  db: Database;
  bus: Bus;
}

interface Invitee {
  id: string;
  email: string;
  active: boolean;
  hasJoined: boolean;
}

const INVITEE = `SELECT e.id, e.email::text AS email, e.active, e.password_set_at IS NOT NULL AS "hasJoined"
  FROM employee e`;

/**
 * Mails somebody a link to choose their first password by; an earlier one ends.
 * @throws DomainError forbidden, not-found, conflict (has joined already, or is not active)
 */
export async function invitePerson(
  deps: InviteDeps,
  principal: Principal,
  personId: string,
): Promise<Invitation> {
  requireHumanResources(principal);
  await deps.db.transaction(async (tx) => {
    const person = await lockInvitee(tx, personId);
    if (!person.active) {
      throw new DomainError(
        'conflict',
        'They are not active: nobody is invited who cannot sign in.',
      );
    }
    if (person.hasJoined) {
      const next = 'Who forgot it asks for another one where people sign in.';
      throw new DomainError('conflict', `They have a password already. ${next}`);
    }
    await send(deps, tx, { principal, people: [person] });
  });
  return readInvitation(deps, principal, personId);
}

/**
 * Invites everybody of an import who is active and has not joined.
 * @throws DomainError forbidden, not-found (no such import)
 */
export async function inviteImported(
  deps: InviteDeps,
  principal: Principal,
  importId: string,
): Promise<Invited> {
  requireHumanResources(principal);
  return deps.db.transaction(async (tx) => {
    const everybody = await tx.query<Invitee>(
      `${INVITEE} WHERE e.import_id = $1 ORDER BY e.id FOR NO KEY UPDATE`,
      [importId],
    );
    if (everybody.length === 0) throw new DomainError('not-found', 'There is no such import.');
    const people = everybody.filter(({ active, hasJoined }) => active && !hasJoined);
    await send(deps, tx, { principal, people });
    return { invited: people.length, passedOver: everybody.length - people.length };
  });
}

/**
 * Ends the invitation of somebody who has not used it.
 * @throws DomainError forbidden, not-found, conflict (there is none to end)
 */
export async function revokeInvitation(
  deps: InviteDeps,
  principal: Principal,
  personId: string,
): Promise<Invitation> {
  requireHumanResources(principal);
  await deps.db.transaction(async (tx) => {
    await lockInvitee(tx, personId);
    if ((await revokePasswordLinks(tx, [personId], 'invitation')) === 0) {
      throw new DomainError('conflict', 'There is no invitation that could be taken back.');
    }
    recordAudit(tx, [entry(principal, 'person.invitation-revoked', personId)]);
  });
  return readInvitation(deps, principal, personId);
}

/**
 * Whether somebody can sign in, and since when they are asked to.
 * @throws DomainError forbidden, not-found
 */
export async function readInvitation(
  { db, clock }: Pick<InviteDeps, 'db' | 'clock'>,
  principal: Principal,
  personId: string,
): Promise<Invitation> {
  requireHumanResources(principal);
  const [row] = await db.query<{
    joinedAt: Date | null;
    invitedAt: Date | null;
    expiresAt: Date | null;
    isAlive: boolean;
  }>(
    `SELECT e.password_set_at AS "joinedAt", l.issued_at AS "invitedAt", l.expires_at AS "expiresAt",
       coalesce(l.expires_at > $2 AND l.token_version = e.token_version, false) AS "isAlive"
     FROM employee e LEFT JOIN LATERAL (
       SELECT issued_at, expires_at, token_version FROM password_link
       WHERE employee_id = e.id AND purpose = 'invitation' AND revoked_at IS NULL
       ORDER BY issued_at DESC LIMIT 1) l ON true
     WHERE e.id = $1`,
    [personId, clock.now()],
  );
  if (!row) throw noSuchPerson();
  const invited = row.isAlive ? 'invited' : 'lapsed';
  return {
    state: row.joinedAt ? 'joined' : row.invitedAt ? invited : 'not-invited',
    invitedAt: row.invitedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    joinedAt: row.joinedAt?.toISOString() ?? null,
  };
}

const noSuchPerson = () => new DomainError('not-found', 'There is no such person.');

async function lockInvitee(tx: Queryable, id: string): Promise<Invitee> {
  const [person] = await tx.query<Invitee>(`${INVITEE} WHERE e.id = $1 FOR NO KEY UPDATE`, [id]);
  if (!person) throw noSuchPerson();
  return person;
}

async function send(
  deps: InviteDeps,
  tx: Transaction,
  { principal, people }: { principal: Principal; people: Invitee[] },
): Promise<void> {
  const ids = people.map(({ id }) => id);
  const wanted = { people: ids, purpose: 'invitation', issuedBy: principal.id } as const;
  const links = await issuePasswordLinks(deps, tx, wanted);
  queueMail(
    deps,
    tx,
    people.map(({ id, email }) => {
      const linkId = links.get(id) ?? '';
      return {
        template: 'invitation',
        to: { userId: id, address: email },
        props: { linkId, byName: principal.name },
        messageKey: `${linkId}.invitation`,
      };
    }),
  );
  recordAudit(
    tx,
    ids.map((id) => entry(principal, 'person.invited', id)),
  );
}

const entry = (principal: Principal, action: string, subjectId: string) => ({
  ...{ actorId: principal.id, action },
  ...{ subjectType: 'person', subjectId },
});
