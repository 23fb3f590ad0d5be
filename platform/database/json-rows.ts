/**
 * Rows that come as one JSON parameter, as an item of FROM, with `ordinality` as their place from 1. The planner takes
 * such a function for a hundred rows, and for so many reads a whole table where an index would find the one that there
 * is; a limit that it can compute tells it better.
 * @param parameter such as `$1`: an array of objects
 * @param columns as in `jsonb_to_recordset(…) AS (columns)`
 */
export function jsonRows(parameter: string, columns: string): string {
  return `(SELECT r.* FROM ROWS FROM (jsonb_to_recordset(${parameter}::jsonb) AS (${columns})) WITH ORDINALITY AS r
    LIMIT jsonb_array_length(${parameter}::jsonb))`;
}
