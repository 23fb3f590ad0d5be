/**
 * Rows that come as one JSON parameter, as an item of FROM, with `ordinality` as their place from 1. The planner takes
 * such a function for a hundred rows, and for so many reads a whole table where an index would find the one that there
 * is; below a limit it cannot foresee it takes it for ten. That it cannot foresee it is meant: a plan for the very number
 * looks so much better to it that it would be made anew for each call, which costs more than it saves.
 * @param parameter such as `$1`: an array of objects
 * @param columns as in `jsonb_to_recordset(…) AS (columns)`
 */
export function jsonRows(parameter: string, columns: string): string {
  return `(SELECT r.* FROM ROWS FROM (jsonb_to_recordset(${parameter}::jsonb) AS (${columns})) WITH ORDINALITY AS r
    LIMIT (SELECT jsonb_array_length(${parameter}::jsonb)))`;
}
