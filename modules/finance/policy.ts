import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';

/** Departments whose lines one may read; null is all of them, and the lines without a department, too. */
type BooksScope = string[] | null;

/**
 * Finance and admins read the books; the head of a department reads what its people earned and spent.
 * @throws DomainError forbidden for everybody else
 */
export function booksScope(principal: Principal): BooksScope {
  if (keepsBooks(principal)) return null;
  if (principal.headsDepartmentIds.length > 0) return principal.headsDepartmentIds;
  throw new DomainError('forbidden', 'The books are for finance');
}

/**
 * Lets through who may read whole books.
 * @throws DomainError forbidden
 */
export function requireBooks(principal: Principal): void {
  if (!keepsBooks(principal)) throw new DomainError('forbidden', 'The books are for finance');
}

function keepsBooks({ roles }: Principal): boolean {
  return roles.includes('finance') || roles.includes('admin');
}

/**
 * The lines one may read, as SQL over `journal_line l` and `account a`. A head sees no bank and no liabilities: those are
 * the company's.
 * @param parameters the statement's so far; what the condition needs is appended
 */
export function visibleLines(scope: BooksScope, parameters: unknown[]): string {
  if (scope === null) return 'true';
  return `(l.department_id = ANY($${parameters.push(scope)}::uuid[]) AND a.kind IN ('income', 'expense'))`;
}
