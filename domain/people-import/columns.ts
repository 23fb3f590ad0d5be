import { rowsByColumn as sortRows, type CsvColumns, type CsvRow } from '../csv-import/rows';
import type { CsvRecord, RowProblem } from './read-csv';

/** The columns a file of people may have, by what they are called in messages and in the template. */
export const IMPORT_COLUMNS = {
  name: 'Name',
  email: 'E-mail',
  joinedOn: 'Joined on',
  department: 'Department',
  manager: 'Manager',
  location: 'Location',
  grade: 'Grade',
  roles: 'Roles',
  zone: 'Time zone',
} as const;
/** @see IMPORT_COLUMNS */
export type ImportColumn = keyof typeof IMPORT_COLUMNS;

const COLUMNS: CsvColumns<ImportColumn> = {
  headings: IMPORT_COLUMNS,
  required: ['name', 'email', 'joinedOn'],
  otherNames: {
    joined: 'joinedOn',
    managersemail: 'manager',
    manageremail: 'manager',
    zone: 'zone',
  },
  nothing: 'Below the headings there is nobody.',
};

/** One line of the file, its cells by column and without space around them. Absent columns are empty. */
export type ImportRow = CsvRow<ImportColumn>;

/** Sorts cells by the headings of the first line. Lines with too many or too few cells are problems of their own. */
export function rowsByColumn(records: CsvRecord[]): { rows: ImportRow[]; problems: RowProblem[] } {
  return sortRows(records, COLUMNS);
}
