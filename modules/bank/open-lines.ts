/**
 * That a line of the bank, `bank_statement_line l`, is matched with nothing, as SQL; as it was known on a day, where what
 * is posted later does not count yet.
 * @param day an expression of a date, or NULL for all there is
 */
export const openBankLine = (day: string) => `NOT EXISTS (SELECT 1 FROM bank_match m
  WHERE m.line_id = l.id AND ${allPosted('m.line_id', day)})`;

/** The same of a line of the journal, `journal_line j`: the bank may have it later than the day. @see openBankLine */
export const openBookLine = (day: string) => `NOT EXISTS (SELECT 1 FROM bank_match_line m
  JOIN bank_statement_line b ON b.id = m.line_id
  WHERE m.entry_id = j.entry_id AND m.ordinal = j.ordinal AND b.booked_on <= ${orEver(day)}
    AND ${allPosted('m.line_id', day)})`;

const orEver = (day: string) => `coalesce(${day}::date, 'infinity')`;

/** A match counts from the day on that all of its lines are posted. */
const allPosted = (line: string, day: string) => `NOT EXISTS (SELECT 1 FROM bank_match_line p
  JOIN journal_entry e ON e.id = p.entry_id WHERE p.line_id = ${line} AND e.posted_on > ${orEver(day)})`;
