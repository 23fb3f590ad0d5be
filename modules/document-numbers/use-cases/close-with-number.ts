/** Tables whose approved records carry a number, and what it starts with. */
const SERIES = {
  purchase_order: 'PO',
  vendor_bill: 'BILL',
  hiring_requisition: 'REQ',
} as const;

/**
 * The statement that ends a pending record ($1) with an outcome ($2) and, when that is an approval, numbers it:
 * "PO-2026-0001", counted by the year of its owner's zone. The counter's row stays locked until the commit, so numbers
 * have no gaps: a transaction that fails gives its number back. A second run finds nothing pending and takes none.
 * @param also further parts of the `WITH`, each after a comma; `target` has the record's id while it was pending
 */
export function closeWithNumber(table: keyof typeof SERIES, also = ''): string {
  return `WITH target AS (
      SELECT r.id, extract(year FROM now() AT TIME ZONE e.zone)::integer AS year
      FROM ${table} r JOIN employee e ON e.id = r.employee_id
      WHERE r.id = $1 AND r.status = 'pending' FOR UPDATE OF r
    ), numbered AS (
      INSERT INTO document_number AS n (series, year, last)
      SELECT '${SERIES[table]}', year, 1 FROM target WHERE $2 = 'approved'
      ON CONFLICT (series, year) DO UPDATE SET last = n.last + 1
      RETURNING series || '-' || year || '-' || lpad(last::text, greatest(4, length(last::text)), '0') AS number
    )${also}
    UPDATE ${table} r SET status = $2, number = (SELECT number FROM numbered)
    FROM target WHERE r.id = target.id`;
}
