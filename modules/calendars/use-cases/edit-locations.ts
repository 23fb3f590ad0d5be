import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { zoneNamed } from '../../../domain/dates/zones';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { EditLocation, LocationWire, NewLocation } from '../../../domain/wire/calendars';
import type { PersonRef } from '../../../domain/wire/common';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireAdmin } from '../policy';
import { listLocations, peopleAt } from '../queries';

/** Adds a location. @throws DomainError forbidden, invalid-input (name, zone or calendar) */
export async function addLocation(
  deps: { db: Database },
  principal: Principal,
  wanted: NewLocation,
): Promise<LocationWire> {
  requireAdmin(principal);
  const location = named(wanted);
  return write(deps, principal, {
    sql: `INSERT INTO location (name, zone, calendar_id) VALUES ($1, $2, $3) RETURNING id`,
    parameters: [location.name, location.zone, location.calendarId],
    changes: location,
    action: 'location.added',
  });
}

/**
 * Changes a location; its people keep their own zones. With `calendarFrom` the calendar holds from that later day on.
 * @throws DomainError forbidden, not-found, invalid-input (name, zone or calendar)
 */
export async function editLocation(
  deps: { db: Database },
  principal: Principal,
  input: { id: string; changes: EditLocation },
): Promise<LocationWire> {
  requireAdmin(principal);
  const { id } = input;
  const changes = named(input.changes);
  const { name = null, zone = null, calendarId = null, calendarFrom = null } = changes;
  return write(deps, principal, {
    // What holds from a later day on is only dated; what holds from now on is dated by the table itself.
    sql: `WITH planned AS (
        INSERT INTO location_calendar (location_id, valid_from, calendar_id)
        SELECT id, $5::date, $4::uuid FROM location WHERE id = $1 AND $5::date IS NOT NULL
        ON CONFLICT (location_id, valid_from) DO UPDATE SET calendar_id = excluded.calendar_id
      )
      UPDATE location SET name = coalesce($2, name), zone = coalesce($3, zone),
        calendar_id = CASE WHEN $5::date IS NULL THEN coalesce($4::uuid, calendar_id) ELSE calendar_id END
      WHERE id = $1 RETURNING id`,
    parameters: [id, name, zone, calendarId, calendarFrom],
    changes,
    action: 'location.edited',
  });
}

/**
 * Lets people work at a location from now on, in its zone; their open tasks keep their due times.
 * @returns everybody who works there now
 * @throws DomainError forbidden, not-found, invalid-input (somebody who does not exist)
 */
export async function assignPeople(
  deps: { db: Database },
  principal: Principal,
  input: { id: string; people: string[] },
): Promise<PersonRef[]> {
  requireAdmin(principal);
  const people = [...new Set(input.people)];
  return deps.db.transaction(async (tx) => {
    const [place] = await tx.query<{ zone: string }>('SELECT zone FROM location WHERE id = $1', [
      input.id,
    ]);
    if (!place) throw new DomainError('not-found', 'There is no such location.');
    const moved = await tx.query(
      `UPDATE employee SET location_id = $1, zone = $2, updated_at = now() WHERE id = ANY($3::uuid[]) RETURNING 1`,
      [input.id, place.zone, people],
    );
    if (moved.length < people.length) {
      throw invalidInput([{ path: 'people', message: 'Somebody of these does not exist.' }]);
    }
    recordAudit(
      tx,
      people.map((id) => ({
        actorId: principal.id,
        action: 'person.located',
        subjectType: 'person',
        subjectId: id,
        details: { locationId: input.id, zone: place.zone },
      })),
    );
    return peopleAt(tx, input.id);
  });
}

async function write(
  deps: { db: Database },
  principal: Principal,
  change: { sql: string; parameters: unknown[]; changes: EditLocation; action: string },
): Promise<LocationWire> {
  try {
    return await deps.db.transaction(async (tx) => {
      await refusePastStart(tx, principal, change.changes.calendarFrom);
      const [row] = await tx.query<{ id: string }>(change.sql, change.parameters);
      const found = row && (await listLocations(tx)).find(({ id }) => id === row.id);
      if (!found) throw new DomainError('not-found', 'There is no such location.');
      recordAudit(tx, [
        {
          actorId: principal.id,
          action: change.action,
          subjectType: 'location',
          subjectId: found.id,
          details: { ...change.changes },
        },
      ]);
      return found;
    });
  } catch (error) {
    const problem = PROBLEMS[violatedConstraint(error) ?? ''];
    throw problem ? invalidInput([problem]) : error;
  }
}

/** What people were promised yesterday stays: a calendar begins today, as it is where it is set, or later. */
async function refusePastStart(
  tx: Transaction,
  { zone }: Pick<Principal, 'zone'>,
  from: CalendarDate | undefined,
): Promise<void> {
  if (from === undefined) return;
  const [row] = await tx.query<{ today: CalendarDate }>(
    'SELECT (now() AT TIME ZONE $1::text)::date AS today',
    [zone],
  );
  if (row && from > row.today) return;
  throw invalidInput([
    { path: 'calendarFrom', message: 'Choose a day after today; without one it holds from today' },
  ]);
}

const PROBLEMS: Record<string, { path: string; message: string } | undefined> = {
  location_name_once: { path: 'name', message: 'Another location has this name.' },
  location_name_key: { path: 'name', message: 'Another location has this name.' },
  location_calendar_calendar_id_fkey: { path: 'calendarId', message: 'There is no such calendar.' },
  location_calendar_id_fkey: { path: 'calendarId', message: 'There is no such calendar.' },
};

/** A location with its zone as it is kept. @throws DomainError invalid-input for a zone that is none */
function named<Wanted extends { zone?: string | undefined }>(wanted: Wanted): Wanted {
  if (wanted.zone === undefined) return wanted;
  const zone = zoneNamed(wanted.zone);
  if (zone !== undefined) return { ...wanted, zone };
  throw invalidInput([{ path: 'zone', message: 'Use a time zone such as "Asia/Kolkata".' }]);
}
