import { useMutation } from '@tanstack/react-query';
import type {
  BankAccountWire,
  BankLineDetail,
  BankStatementWire,
  MatchedAll,
  NewBankEntry,
  NewBankReceipt,
  NewMatch,
  ReconciliationWire,
  StatementCheck,
} from '../../../domain/wire/bank';
import { api, withQuery, type ApiProblem, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { once, useChange, useList, useReading } from './api';

/** The accounts that can have statements, the one that payments are posted to first. */
export const useBankAccounts = () =>
  useList<BankAccountWire>(keys.bankAccounts, '/finance/bank-accounts');

/** The statements of an account. */
export const useStatements = (account: string) =>
  useList<BankStatementWire>(keys.bankStatements(account), '/finance/bank-statements', { account });

/** Removes a statement. */
export const useRemoveStatement = (id: string) =>
  useChange((_: null) => api.delete<undefined>(`/finance/bank-statements/${id}`));

/** What is said of a file: its account and its balances. */
export interface StatementBalances {
  account: string;
  opening: string;
  closing: string;
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

/** Tries a file. */
export const useCheckStatement = () =>
  useMutation<StatementCheck, ApiProblem, { file: File; of: StatementBalances }>({
    mutationFn: ({ file, of }) =>
      api.upload<StatementCheck>(
        withQuery('/finance/bank-statement-imports/checks', { ...of }),
        formOf(file),
      ),
  });

/** Takes a file in that was tried. */
export const useImportStatement = () =>
  useChange(({ file, of, sha256 }: { file: File; of: StatementBalances; sha256: string }) =>
    api.upload<BankStatementWire>(
      withQuery('/finance/bank-statement-imports', { ...of, sha256 }),
      formOf(file),
    ),
  );

/** One line of the bank. */
export const useBankLine = (id: string) =>
  useReading<BankLineDetail>(keys.bankLine(id), `/finance/bank-lines/${id}`);

/** Matches a line. */
export const useMatch = (id: string) =>
  useChange((match: NewMatch) =>
    api.post<BankLineDetail>(`/finance/bank-lines/${id}/matches`, match, once()),
  );

/** Takes a match back. */
export const useUndoMatch = (id: string) =>
  useChange((_: null) => api.delete<BankLineDetail>(`/finance/bank-lines/${id}/match`));

/** Matches all lines that are certain. */
export const useMatchAll = (account: string) =>
  useChange((_: null) => api.post<MatchedAll>('/finance/bank-matches', { account }));

/** Posts a line that no document is of. */
export const usePostLine = (id: string) =>
  useChange((entry: NewBankEntry) =>
    api.post<BankLineDetail>(`/finance/bank-lines/${id}/entries`, entry, once()),
  );

/** Records a line as the receipt of a customer. */
export const useReceiveLine = (id: string) =>
  useChange((receipt: NewBankReceipt) =>
    api.post<BankLineDetail>(`/finance/bank-lines/${id}/receipts`, receipt, once()),
  );

/** How the books come to the bank. */
export const useReconciliation = (query: QueryParams) =>
  useReading<ReconciliationWire>(keys.reconciliation(query), '/finance/bank-reconciliation', query);
