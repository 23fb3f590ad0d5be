/** Words as they are shortened in a hurry, and what they stand for; of one that ends in an s, the form without it counts too. */
const LONG_FORMS: Record<string, string> = {
  // Time
  ...{ yr: 'year', qtr: 'quarter', qrtr: 'quarter', mth: 'month', mnth: 'month', wk: 'week' },
  ...{ hrs: 'hour', nxt: 'next', lst: 'last', prev: 'previous', curr: 'current', tdy: 'today' },
  ...{ tmrw: 'tomorrow', tmw: 'tomorrow', tmr: 'tomorrow', yday: 'yesterday' },
  // What is asked about
  ...{
    dept: 'department',
    deptt: 'department',
    mgr: 'manager',
    mngr: 'manager',
    emp: 'employee',
    ppl: 'people',
  },
  ...{ proj: 'project', prj: 'project', cust: 'customer', clnt: 'client', opp: 'opportunity' },
  ...{ oppty: 'opportunity', ts: 'timesheet', util: 'utilisation', rev: 'revenue' },
  ...{ exp: 'expense', expns: 'expense', reimb: 'reimbursement', reimburs: 'reimbursement' },
  ...{ adv: 'advance', inv: 'invoice', amt: 'amount', bal: 'balance', recv: 'receivable' },
  ...{ req: 'request', rqst: 'request', appr: 'approval', aprvl: 'approval', msg: 'message' },
  ...{ cl: 'casual leave', sl: 'sick leave', el: 'earned leave', pl: 'privilege leave' },
  ...{ lwp: 'unpaid leave', lop: 'unpaid leave', hols: 'holiday' },
  // Between them
  ...{ tot: 'total', ttl: 'total', avg: 'average', cat: 'category', abt: 'about', abv: 'above' },
  ...{ blw: 'below', hw: 'how', wht: 'what', wat: 'what', hv: 'have', im: 'i am', whos: 'who is' },
};

/** What a shortened word stands for; undefined for one that is not known to be short for anything. */
export const longForm = (word: string): string | undefined =>
  of(word) ?? (word.endsWith('s') ? of(word.slice(0, -1)) : undefined);

const of = (word: string) => (Object.hasOwn(LONG_FORMS, word) ? LONG_FORMS[word] : undefined);
