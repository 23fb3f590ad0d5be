import type { Approval } from '../../domain/wire/approvals';
import type { ClaimPreview } from '../../domain/wire/claim-preview';
import type { ExpensePolicyWire } from '../../domain/wire/expenses';
import { addDays } from '../../domain/dates/calendar';
import type { TestAnswer, TestApi } from './api';
import type { Persona } from './company';
import { today } from './records';

/** An amount in rupees. */
export const inr = (amount: string) => ({ amount, currency: 'INR' });

/** A line of a claim: a dinner of today, unless said otherwise. */
export const line = (amount: string, change: object = {}) => ({
  ...{ date: today(), category: 'meals', amount: inr(amount), description: 'Dinner' },
  ...change,
});

/** A rule about meals. */
export const rule = (rule: string, limit: string, strictness: 'hard' | 'soft') => ({
  ...{ category: 'meals', rule, limit: inr(limit), strictness },
});

/** What a refusal says of which field. */
export const problemsOf = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors;

/** What suites do with claims and the policy they are judged by. */
export function expensesOf(api: () => TestApi) {
  return {
    claim: async (persona: Persona, ...lines: object[]): Promise<TestAnswer> =>
      (await api().as(persona)).post('/expense-claims', { title: 'Visit', lines }),
    preview: async (persona: Persona, ...lines: object[]) =>
      (await (await api().as(persona)).post('/expense-claims/preview', { title: 'Visit', lines }))
        .body as ClaimPreview,
    /** The approval of a claim that was sent. */
    approvalOf: async (answer: TestAnswer, persona: Persona = 'admin') => {
      const { approvalId } = answer.body as { approvalId: string };
      return (await (await api().as(persona)).get(`/approvals/${approvalId}`)).body as Approval;
    },
    setPolicy: async (rules: object[], startsOn = addDays(today(), -60)) => {
      const body = { startsOn, note: 'As agreed', rules };
      const answer = await (await api().as('finance')).post('/expense-policies', body);
      expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
      return answer.body as ExpensePolicyWire;
    },
  };
}
