import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDateRange } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { DomainError } from '../../../domain/errors';
import type { LeaveType } from '../../../domain/leave/leave-types';
import { sayUnits, workingUnits } from '../../../domain/leave/working-days';
import type { OldLeaveFields } from '../../../domain/old-records/read-file';
import { readOldSpan } from '../../../domain/old-records/read-span';
import { countingOf, overlapWith } from '../../leave/use-cases/check-leave';
import { liveLeaveOverlapping } from '../../leave/queries';
import { mustChange, type Fault, type Finding, type Look } from '../finding';

interface Staged {
  id: string;
  source: string;
  line: number;
  fields: OldLeaveFields;
}

interface Person {
  id: string;
  name: string;
  zone: string;
}

interface Span {
  from: CalendarDate;
  to: CalendarDate;
}

/** A leave as it would be written. */
interface ReadLeave extends Span {
  record: Staged;
  person: Person;
  type: LeaveType;
  typeName: string;
  units: number;
}

/** Days of leave of each person that lines before this one have taken already. */
type Taken = Map<string, Span[]>;

const WHOLE_DAYS = { fromHalf: 'am', toHalf: 'pm' } as const;

/** Leave that an old system wrote, with its dates as text: read and entered, or what is wrong with it. */
export const oldLeaveFindings = {
  'imported-leave': { title: 'Leave of an old system', look: lookAtStaged } satisfies Finding,
};

async function lookAtStaged(look: Look): Promise<Fault[]> {
  const records = await look.db.query<Staged>(
    `SELECT id, source, line, fields FROM imported_record WHERE kind = 'leave' AND imported_at IS NULL
     ORDER BY source, line, id`,
  );
  const taken: Taken = new Map();
  const faults: Fault[] = [];
  for (const record of records) faults.push(await faultOf(look, record, taken));
  return faults;
}

async function faultOf(look: Look, record: Staged, taken: Taken): Promise<Fault> {
  const fault = { id: record.id, subject: { type: 'imported-record', id: record.id } };
  const line = `${record.source}, line ${record.line}`;
  try {
    const leave = await readLeave(look, record, taken);
    taken.set(leave.person.id, [...(taken.get(leave.person.id) ?? []), leave]);
    const what = `${leave.typeName} of ${leave.person.name}`;
    const text = `${line}: “${record.fields.dates}”, ${what}`;
    return { ...fault, text, mend: mendOf(leave) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...fault, text: `${line}: ${error.message}`, mend: null };
  }
}

/** @throws DomainError that says why it cannot be read or entered */
async function readLeave(look: Look, record: Staged, taken: Taken): Promise<ReadLeave> {
  const { fields } = record;
  const span = readOldSpan(fields.dates, look.year);
  if ('problem' in span) {
    const hint = span.problem === 'no-year' ? ' Say it with --year.' : '';
    throw refusal(span.message + hint);
  }
  const { type, typeName } = await typeOf(look, fields.type);
  const person = await personOf(look, fields.person);
  // What is to come is asked for here: it has to be approved, and paid for by a balance.
  if (span.to >= dateIn(person.zone, look.now))
    throw refusal(`${formatDateRange(span.from, span.to)} is not over. It is asked for here.`);
  const counting = await countingOf(look.db, { ...span, type, employeeId: person.id });
  const units = workingUnits({ ...span, ...WHOLE_DAYS }, counting);
  if (units === 0)
    throw refusal(`${formatDateRange(span.from, span.to)} has no working day of ${person.name}.`);
  const other =
    taken.get(person.id)?.find(({ from, to }) => from <= span.to && span.from <= to) ??
    (await liveLeaveOverlapping(look.db, { ...span, ...WHOLE_DAYS, employeeId: person.id }));
  if (other) throw overlapWith(other);
  return { ...span, record, type, typeName, person, units };
}

/** By code, or by name. Types that are retired had leave too. */
async function typeOf(
  { db }: Look,
  written: string,
): Promise<{ type: LeaveType; typeName: string }> {
  const types = await db.query<{ type: LeaveType; typeName: string }>(
    'SELECT code AS type, name AS "typeName" FROM leave_type ORDER BY ordinal',
  );
  const asked = written.toLowerCase();
  const plain = asked.replace(/ leave$/, '');
  const found = types.find(
    ({ type, typeName }) => type === plain || typeName.toLowerCase() === asked,
  );
  if (found) return found;
  throw refusal(`“${written}” is no type of leave (${types.map(({ type }) => type).join(', ')}).`);
}

/** By address, or by a name that only one person has. People who have left had leave too. */
async function personOf({ db }: Look, written: string): Promise<Person> {
  const people = await db.query<Person>(
    `SELECT id, name, zone FROM employee WHERE email = $1::citext OR lower(name) = lower($1)
     ORDER BY (email = $1::citext) DESC LIMIT 2`,
    [written],
  );
  const [first, second] = people;
  if (!first) throw refusal(`There is nobody called “${written}”. Write an e-mail address.`);
  if (second && first.name.toLowerCase() === second.name.toLowerCase())
    throw refusal(`Several people are called “${written}”. Write an e-mail address.`);
  return first;
}

/** It moves no balance: what somebody had left when they came over was less by it already. */
function mendOf({ record, person, type, from, to, units }: ReadLeave) {
  return {
    does: `enter ${formatDateRange(from, to)}, ${sayUnits(units)}, as approved`,
    before: { leave: null },
    after: { employeeId: person.id, type, from, to, units },
    write: (tx: Parameters<typeof mustChange>[0]) =>
      mustChange(
        tx,
        `WITH entered AS (
           INSERT INTO leave_request (employee_id, type, from_on, to_on, units, reason, status)
           SELECT $2, $3, $4, $5, $6, $7, 'approved' FROM imported_record WHERE id = $1 AND imported_at IS NULL
           RETURNING id
         )
         UPDATE imported_record r SET leave_request_id = e.id, imported_at = clock_timestamp()
         FROM entered e WHERE r.id = $1 RETURNING r.id`,
        [record.id, person.id, type, from, to, units, record.fields.reason],
      ),
  };
}

const refusal = (message: string) => new DomainError('invalid-input', message);
