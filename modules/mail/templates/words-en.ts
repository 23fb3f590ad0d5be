import { sayTimeLeft } from '../../../domain/calendars/say-time-left';
import type { MailWords, TasksAbout } from './words';

/** The fixed strings in English. */
export const english: MailWords = {
  language: 'en',
  requestedBy: 'Requested by',
  yourStep: 'Your step',
  youActFor: 'You act for',
  due: 'Due',
  timeLeft: sayTimeLeft,
  approve: 'Approve',
  reject: 'Reject',
  openInApp: 'Open in NETRA',
  linksWork: (name) =>
    `The links to approve and to reject work for 24 hours, once, and act as ${name}: do not forward this mail. You confirm on the page that opens; nothing happens before.`,
  linksAsk: (name) =>
    `The links to approve and to reject work for 24 hours, once, and act as ${name}: do not forward this mail. The page that opens asks you to type a short code; nothing happens before.`,
  linksSignIn: 'Requests like this one are decided in the app: the links lead there.',
  linksGone: 'The links that decide by mail are no longer valid. Please decide in the app.',
  replyHint:
    'You can also answer this mail, with "approve" or "reject because …" as its first line.',
  asks: (requester) => `${requester} asks for your approval`,
  asksLead: (name) => `Hello ${name}, your decision is needed.`,
  asksSubject: (title, requester) => `Approval needed: ${title} (${requester})`,
  waits: (title) => `Still waiting for you: ${title}`,
  waitsLead: (name, requester) =>
    `Hello ${name}, ${requester} is still waiting for your decision. The links in earlier mails no longer work; please use these.`,
  waitsSubject: (title, requester) => `Reminder: ${title} (${requester})`,
  escalated: (title) => `Escalated to you: ${title}`,
  escalatedLead: (name, from) =>
    `Hello ${name}, ${from} did not decide in time, so this request is now yours to decide.`,
  escalatedSubject: (title, requester) => `Escalated to you: ${title} (${requester})`,
  outcomes: {
    approved: outcome('approved'),
    rejected: outcome('rejected'),
    withdrawn: outcome('withdrawn'),
    expired: outcome('closed, because nobody decided in time'),
    cancelled: outcome('cancelled'),
  },
  outcomeLead: (name) => `Hello ${name}, this is what became of your request.`,
  reason: 'Reason:',
  comment: 'Comment:',
  approvedBy: 'Approved by',
  rejectedBy: 'Rejected by',
  onBehalf: (by, of) => `${by} for ${of}`,
  when: 'When',
  through: 'Through',
  mailedLink: 'a mailed link',
  theApp: 'the app',
  closed: 'Nothing left to do for you',
  closedLead: (name, requester, reason) =>
    `Hello ${name}, the request of ${requester} no longer waits for you. ${reason}`,
  closedSubject: (title) => `No longer waiting for you: ${title}`,
  wantsInformation: (by) => `${by} needs more information`,
  wantsInformationLead: (name, by) => `Hello ${name}, before deciding, ${by} asks:`,
  wantsInformationSubject: (title) => `More information wanted: ${title}`,
  answered: (by) => `${by} answered your question`,
  answeredLead: (name) => `Hello ${name}, this is the answer; the request waits for your decision.`,
  answeredSubject: (title, requester) => `Answered: ${title} (${requester})`,
  sentBack: (by) => `${by} sent your request back`,
  sentBackLead: (name, by) => `Hello ${name}, ${by} asks you to change it:`,
  sentBackNext: 'It waits for you. Change it and send it again, or withdraw it.',
  sentBackSubject: (title) => `Sent back: ${title}`,
  commented: (by) => `${by} wrote a comment`,
  commentedSubject: (by, title) => `Comment by ${by}: ${title}`,
  digest: (count) => (count === 1 ? 'One request waits for you' : `${count} requests wait for you`),
  digestLead: (name) => `Hello ${name}, this is what waits for your decision this morning.`,
  digestOpen: 'Open and decide',
  digestRemark: (more) =>
    `${more > 0 ? `${more} more are in your inbox. ` : ''}What is due before the next digest is mailed at once. You chose one mail each morning in your notification settings.`,
  digestSubject: (count, first) =>
    count === 1
      ? `Waiting for you: ${first}`
      : `${count} requests wait for you: ${first} and others`,
  unread: (messages) =>
    messages === 1 ? 'One message you have not read' : `${messages} messages you have not read`,
  unreadLead: (name) => `Hello ${name}, this was written to you while you were away.`,
  unreadSubject: (messages, conversations) => {
    const count = messages === 1 ? 'One unread message' : `${messages} unread messages`;
    return conversations > 1 ? `${count} in ${conversations} conversations` : count;
  },
  unreadIn: (conversation, messages, mentions) =>
    `${conversation}: ${messages === 1 ? 'one message' : `${messages} messages`}${mentions > 0 ? ', you are mentioned' : ''}`,
  unreadMore: (messages) => `and ${messages} more`,
  unreadOpen: 'Read and answer',
  unreadRemark:
    'One mail for all conversations, and none for what you have read. You choose in NETRA, under notification settings, whether it comes.',
  reportSubject: (title) => `Report: ${title}`,
  reportLead: (name) => `Hello ${name}, this is your report as it stands now.`,
  reportRows: (rows, shown) => {
    if (rows === 0) return 'Nothing was found.';
    const all = rows === 1 ? 'One row' : `${rows} rows`;
    return shown < rows ? `${all}, of which the first ${shown} are shown.` : `${all}.`;
  },
  reportTotal: 'In all',
  reportOpen: 'Open the report',
  reportRemark:
    'These are your rows, within what you may see. You choose in NETRA, among your reports, how often this mail comes.',
  tasks: (about, count) => `${tasksEn(count)} for ${occasionEn(about)}`,
  tasksLead: (name, { occasion }) =>
    ({
      opened: `Hello ${name}, this is yours to do now.`,
      reminder: `Hello ${name}, this is still open.`,
      'taken-over': `Hello ${name}, whoever had this to do has left that role, so it is yours now.`,
    })[occasion],
  tasksSubject: (about, count) =>
    `${about.occasion === 'reminder' ? 'Reminder: ' : ''}${tasksEn(count)} for ${occasionEn(about)}`,
  task: 'Task',
  taskBlocks: 'Others wait for it',
  taskFrom: 'Taken over from',
  tasksOpen: 'Open my tasks',
  watch: ({ occasion, projectName }) =>
    ({
      ask: `Check-in: how does ${projectName} do?`,
      remind: `Reminder: how does ${projectName} do?`,
      tell: `No check-in for ${projectName}`,
      'rolled-back': `${projectName} was rolled back`,
    })[occasion],
  watchLead: (name, { occasion, managerName }) =>
    ({
      ask: `Hello ${name}, say how it does since its go-live, and whether it stays.`,
      remind: `Hello ${name}, nobody has said yet how it does since its go-live.`,
      tell: `Hello ${name}, ${managerName} was asked and reminded, and has not said how it does since its go-live.`,
      'rolled-back': `Hello ${name}, the project is not live any more. You had a part in its go-live.`,
    })[occasion],
  watchDay: 'Working day after the go-live',
  watchOpen: 'Open the check-ins',
  customer: 'Customer',
  invited: (by) => `${by} invites you to NETRA`,
  invitedLead: (name) =>
    `Hello ${name}, choose a password, and you are in: what you ask for and what is asked of you is in NETRA from now on.`,
  invitedRemark:
    'The link works once, for 72 hours. If you did not expect this mail, do nothing, and tell your HR.',
  invitedSubject: (by) => `${by} invites you to NETRA`,
  choosePassword: 'Choose a password',
  form: (by) => `${by} asks you for some details`,
  formLead: (name, firstDay) =>
    `Hello ${name}, you begin on ${firstDay}. Please say before that where you live, whom we call in an emergency and where your salary goes. You can save it and come back.`,
  formBack: (by) => `${by} has sent your form back`,
  formBackLead: (name) =>
    `Hello ${name}, something in your form is to be changed. What you wrote is still there.`,
  formRemark:
    'The link works for 14 days, until you hand the form in. It is yours alone: do not pass it on. If you did not expect this mail, do nothing.',
  formSubject: (isBack) => (isBack ? 'Your form has come back' : 'Before your first day'),
  formOpen: 'Open the form',
  reset: 'A new password',
  resetLead: (name) =>
    `Hello ${name}, somebody who says to be you has forgotten the password of this account.`,
  resetRemark:
    'The link works once, for an hour, and ends every session you have. If it was not you, do nothing: the password stays as it is.',
  resetSubject: 'A new password for NETRA',
  askedFrom: 'From',
  invoiceSubject: (kind, number) =>
    kind === 'invoice' ? `Invoice ${number}` : `Credit note ${number}`,
  invoiceLead: (name, kind) =>
    `Hello ${name}, please find our ${kind === 'invoice' ? 'invoice' : 'credit note'} attached.`,
  invoiceFor: 'Made out to',
  invoiceTotal: 'Total',
  invoiceDue: 'Due on',
  invoiceRemark: 'The attached file is the document itself; this mail only brings it.',
  replyHeading: 'Your answer decided nothing',
  replySubject: (title) => `Not recorded: your answer about ${title}`,
  replyLead: (name) => `Hello ${name}, your answer by mail was not recorded as a decision.`,
  replyProblems: {
    unclear:
      'Its first line was not clear. Answer once more with nothing but "approve", or with "reject because …", as the first line.',
    empty:
      'It had no text of your own above the quoted mail. Write "approve", or "reject because …", as the first line.',
    automatic: 'It looks like an automatic answer, and those never decide.',
    'no-reason': 'A rejection needs a reason. Write "reject because …" and say why.',
    'not-by-reply':
      'This request cannot be decided by answering a mail. Please use the link in the mail, or the app.',
    'not-vouched':
      'It could not be shown to come from your mailbox. Please use the link in the mail, or the app.',
    'not-open':
      'The request no longer waits for your decision by this mail. The app shows how it stands.',
  },
};

const tasksEn = (count: number) => (count === 1 ? 'One task' : `${count} tasks`);

function occasionEn({ isOwn, purpose, personName }: TasksAbout): string {
  const what = purpose === 'onboarding' ? 'start' : 'leaving';
  return isOwn ? `your ${what}` : `the ${what} of ${personName}`;
}

function outcome(word: string) {
  return {
    heading: `Your request was ${word}`,
    subject: (title: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}: ${title}`,
  };
}
