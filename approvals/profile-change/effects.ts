import type { KindEffects } from '../../modules/approvals/kind-effects';
import {
  checkNoChangeWaits,
  closeBankAccount,
  reviseBankAccount,
  submitBankAccount,
} from '../../modules/bank-accounts/use-cases/change-bank-account';
import { masked, type ProfileChangeDetails, type ProfileChangeRequest } from './definition';

/** An approved account is in use from that moment on; the one before it is kept. */
export const profileChangeEffects: KindEffects<ProfileChangeRequest, ProfileChangeDetails> = {
  async complete({ db, requester }, request) {
    await checkNoChangeWaits(db, requester.id);
    return masked(request, 1);
  },

  async submit(tx, { requester, request }) {
    const account = { ...request, employeeId: requester.id };
    return { subjectId: await submitBankAccount(tx, account), answer: {} };
  },

  async revise(tx, { request, subjectId, details: before, version }) {
    const { isOtherNumber } = await reviseBankAccount(tx, { ...request, id: subjectId });
    return masked(request, isOtherNumber ? version : before.numberOfVersion);
  },

  close: (tx, { subjectId, outcome }) => closeBankAccount(tx, { id: subjectId, outcome }),
};
