import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { TimeLeft } from '../../../domain/calendars/say-time-left';
import type { Purpose } from '../../../domain/onboarding/vocabulary';
import type { MailLanguage } from '../../../domain/mail/settings';

/** Why a reply to an approval mail decided nothing. */
export const REPLY_PROBLEMS = [
  'unclear',
  'empty',
  'automatic',
  'no-reason',
  'not-by-reply',
  'not-vouched',
  'not-open',
] as const;
/** @see REPLY_PROBLEMS */
export type ReplyProblem = (typeof REPLY_PROBLEMS)[number];

/** Whose tasks a mail is about, and why it comes. */
export interface TasksAbout {
  occasion: 'opened' | 'reminder' | 'taken-over';
  purpose: Purpose;
  personName: string;
  /** Whether the recipient is that person. */
  isOwn: boolean;
}

/** Which project a mail about its time after the go-live is of, and why it comes. */
interface WatchAbout {
  occasion: 'ask' | 'remind' | 'tell' | 'rolled-back';
  projectName: string;
  managerName: string;
}

/** Every fixed string of the mails. What people wrote, and what kinds say of a request, stays as it is. */
/** What a customer is sent. */
type InvoiceKind = 'invoice' | 'credit-note';

export interface MailWords {
  language: MailLanguage;
  requestedBy: string;
  yourStep: string;
  youActFor: string;
  due: string;
  timeLeft(left: TimeLeft): string;
  approve: string;
  reject: string;
  openInApp: string;
  linksWork(name: string): string;
  linksAsk(name: string): string;
  linksSignIn: string;
  linksGone: string;
  replyHint: string;
  asks(requester: string): string;
  asksLead(name: string): string;
  asksSubject(title: string, requester: string): string;
  waits(title: string): string;
  waitsLead(name: string, requester: string): string;
  waitsSubject(title: string, requester: string): string;
  escalated(title: string): string;
  escalatedLead(name: string, from: string): string;
  escalatedSubject(title: string, requester: string): string;
  outcomes: Record<Outcome, { heading: string; subject(title: string): string }>;
  outcomeLead(name: string): string;
  reason: string;
  comment: string;
  approvedBy: string;
  rejectedBy: string;
  onBehalf(by: string, of: string): string;
  when: string;
  through: string;
  mailedLink: string;
  theApp: string;
  closed: string;
  closedLead(name: string, requester: string, reason: string): string;
  closedSubject(title: string): string;
  wantsInformation(by: string): string;
  wantsInformationLead(name: string, by: string): string;
  wantsInformationSubject(title: string): string;
  answered(by: string): string;
  answeredLead(name: string): string;
  answeredSubject(title: string, requester: string): string;
  sentBack(by: string): string;
  sentBackLead(name: string, by: string): string;
  sentBackNext: string;
  sentBackSubject(title: string): string;
  commented(by: string): string;
  commentedSubject(by: string, title: string): string;
  digest(count: number): string;
  digestLead(name: string): string;
  digestOpen: string;
  digestRemark(more: number): string;
  digestSubject(count: number, first: string): string;
  unread(messages: number): string;
  unreadLead(name: string): string;
  unreadSubject(messages: number, conversations: number): string;
  unreadIn(conversation: string, messages: number, mentions: number): string;
  unreadMore(messages: number): string;
  unreadOpen: string;
  unreadRemark: string;
  reportSubject(title: string): string;
  reportLead(name: string): string;
  reportRows(rows: number, shown: number): string;
  reportTotal: string;
  reportOpen: string;
  reportRemark: string;
  tasks(about: TasksAbout, count: number): string;
  tasksLead(name: string, about: TasksAbout): string;
  tasksSubject(about: TasksAbout, count: number): string;
  task: string;
  taskBlocks: string;
  taskFrom: string;
  tasksOpen: string;
  watch(about: WatchAbout): string;
  watchLead(name: string, about: WatchAbout): string;
  watchDay: string;
  watchOpen: string;
  customer: string;
  invited(by: string): string;
  invitedLead(name: string): string;
  invitedRemark: string;
  invitedSubject(by: string): string;
  choosePassword: string;
  reset: string;
  resetLead(name: string): string;
  resetRemark: string;
  resetSubject: string;
  askedFrom: string;
  form(by: string): string;
  formLead(name: string, firstDay: string): string;
  formBack(by: string): string;
  formBackLead(name: string): string;
  formRemark: string;
  formSubject(isBack: boolean): string;
  formOpen: string;
  invoiceSubject(kind: InvoiceKind, number: string): string;
  invoiceLead(name: string, kind: InvoiceKind): string;
  invoiceFor: string;
  invoiceTotal: string;
  invoiceDue: string;
  invoiceRemark: string;
  replyHeading: string;
  replySubject(title: string): string;
  replyLead(name: string): string;
  replyProblems: Record<ReplyProblem, string>;
}
