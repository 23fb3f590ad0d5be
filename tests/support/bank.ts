import { randomInt } from 'node:crypto';
import type {
  BankLineDetail,
  BankLineWire,
  BankStatementWire,
  BookLineWire,
  ReconciliationWire,
  StatementCheck,
} from '../../domain/wire/bank';
import type { Page } from '../../domain/wire/common';
import type { AccountWire } from '../../domain/wire/finance';
import type { TestApi } from './api';
import { inr } from './finance';

/** The headings of a file of a statement. */
const STATEMENT_HEAD = 'Date,Description,Reference,Paid in,Paid out,Balance';

/** A file of a statement, and what the bank had before and after it. */
interface TestStatement {
  account: string;
  opening: string;
  closing: string;
  lines: string[];
}

/** What suites do with statements of banks, as finance. */
export function bankOf(api: () => TestApi) {
  const call = async (method: string, path: string, body?: unknown) =>
    (await api().as('finance')).call(method, path, { body });
  const done = async <Body>(method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  };
  const send = async (path: string, { lines, ...of }: TestStatement & { sha256?: string }) => {
    const form = new FormData();
    const text = [STATEMENT_HEAD, ...lines].join('\r\n');
    form.append('file', new Blob([text], { type: 'text/csv' }), 'statement.csv');
    const { token } = await api().as('finance');
    const query = new URLSearchParams(of).toString();
    const answer = await fetch(`${api().url}/api/v1/finance/${path}?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? ''}` },
      body: form,
    });
    return { status: answer.status, body: (await answer.json()) as never };
  };
  const check = async (statement: TestStatement) =>
    (await send('bank-statement-imports/checks', statement)).body as StatementCheck;
  const write = async (statement: TestStatement, sha256?: string) =>
    send('bank-statement-imports', {
      ...statement,
      sha256: sha256 ?? (await check(statement)).sha256,
    });
  return {
    ...{ call, done, check, write },
    /** A bank account of its own: what others post does not meet it. */
    account: async () => {
      const code = `11${randomInt(100_000, 999_999)}`;
      const body = { code, name: `Bank ${code}`, kind: 'asset' };
      return (await done<AccountWire>('POST', '/accounts', body)).id;
    },
    /** Money on the account: in where it is above zero, for the account of that code. */
    entry: async (of: {
      account: string;
      other: string;
      on: string;
      amount: string;
      memo: string;
    }) => {
      const isOut = of.amount.startsWith('-');
      const amount = inr(of.amount.replace('-', ''));
      const [here, there] = isOut ? ['credit', 'debit'] : ['debit', 'credit'];
      return done<{ id: string }>('POST', '/journal-entries', {
        ...{ on: of.on, memo: of.memo },
        lines: [
          { accountId: of.account, [here]: amount },
          { accountId: of.other, [there]: amount },
        ],
      });
    },
    imported: async (statement: TestStatement) => {
      const answer = await write(statement);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body as BankStatementWire;
    },
    lines: async (account: string, query = '') =>
      (await done<Page<BankLineWire>>('GET', `/finance/bank-lines?account=${account}${query}`))
        .items,
    bookLines: async (account: string, query = '') =>
      (await done<Page<BookLineWire>>('GET', `/finance/bank-book-lines?account=${account}${query}`))
        .items,
    line: (id: string) => done<BankLineDetail>('GET', `/finance/bank-lines/${id}`),
    reconciliation: (account: string, asOf: string) =>
      done<ReconciliationWire>(
        'GET',
        `/finance/bank-reconciliation?account=${account}&asOf=${asOf}`,
      ),
  };
}
