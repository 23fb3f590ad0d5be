import type { FiscalYear } from '../../../domain/wire/finance';
import type { Queryable } from '../../../platform/database/database';
import { readFiscalYear } from '../account-queries';

/** The month a fiscal year begins with, for modules that number by it. @throws DomainError unavailable when none is set */
export function fiscalYear(db: Queryable): Promise<FiscalYear> {
  return readFiscalYear(db);
}
