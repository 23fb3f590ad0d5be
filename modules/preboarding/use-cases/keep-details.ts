import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { NewcomerDetails, PersonalDetails } from '../../../domain/wire/preboarding';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { personalDetailsOf } from '../queries';

/**
 * Changes one's own address, emergency contact and the like. Which of them changed is written down, not what they say.
 * @throws DomainError not-found for everybody else's
 */
export async function changeOwnDetails(
  deps: { db: Database },
  principal: Principal,
  { personId, details }: { personId: string; details: NewcomerDetails },
): Promise<PersonalDetails> {
  if (personId !== principal.id) throw new DomainError('not-found', 'There is no such person.');
  await deps.db.transaction(async (tx) => {
    const { details: before } = await personalDetailsOf(tx, principal, personId);
    const names = Object.keys(details) as (keyof NewcomerDetails)[];
    const changed = names.filter((name) => details[name] !== (before?.[name] ?? null)).sort();
    if (changed.length === 0) return;
    await keepDetails(tx, personId, details);
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: 'personal-details.changed' },
        ...{ subjectType: 'person', subjectId: personId, details: { changed } },
      },
    ]);
  });
  return personalDetailsOf(deps.db, principal, personId);
}

/** What is known of somebody from now on. */
export async function keepDetails(
  tx: Transaction,
  personId: string,
  details: NewcomerDetails,
): Promise<void> {
  await tx.query(
    `INSERT INTO personal_details (employee_id, phone, contact_name, contact_relation, contact_phone, street, city,
       postal_code, country, size)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (employee_id) DO UPDATE SET (phone, contact_name, contact_relation, contact_phone, street, city,
       postal_code, country, size, since) = (excluded.phone, excluded.contact_name, excluded.contact_relation,
       excluded.contact_phone, excluded.street, excluded.city, excluded.postal_code, excluded.country, excluded.size,
       excluded.since)`,
    [
      ...[personId, details.phone, details.contactName, details.contactRelation],
      ...[details.contactPhone, details.street, details.city, details.postalCode],
      ...[details.country, details.size],
    ],
  );
}
