/** The ways by which NETRA can tell somebody something. */
export const NOTICE_CHANNELS = ['bell', 'mail', 'chat', 'push'] as const;
/** @see NOTICE_CHANNELS */
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** `always`: nobody can turn it off; `on` and `off`: until the person says otherwise. A channel that is absent is none. */
type Choice = 'always' | 'on' | 'off';

interface Notice {
  /** What people read where they choose. */
  label: string;
  help: string;
  channels: Partial<Record<NoticeChannel, Choice>>;
  /** Types of bell rows that are such a notice. */
  rows: readonly string[];
  /** Templates of mails that are such a notice. */
  mails: readonly string[];
  /** Breaks through quiet hours. */
  isUrgent?: true;
}

/**
 * What people are told of, sorted by what they may want differently. What asks for a decision always rings and is
 * always mailed: a request that reaches nobody waits for ever. A new type of row or of mail is added to a line here.
 */
const registry = {
  'approval-request': {
    label: 'Somebody asks for my approval',
    help: 'New requests, and those handed to you.',
    channels: { bell: 'always', mail: 'always', chat: 'on', push: 'on' },
    rows: [
      'approval-request',
      'approval-reassigned',
      'approval-substitute',
      'approval-returned',
      'approval-rerouted',
      'approval-added',
    ],
    mails: ['approval-request'],
  },
  'approval-reminder': {
    label: 'A request still waits for me',
    help: 'Reminders before and after it is due.',
    channels: { bell: 'always', mail: 'on', push: 'on' },
    rows: ['approval-reminder'],
    mails: ['approval-reminder'],
  },
  'approval-escalation': {
    label: 'A request has come up to me',
    help: 'Somebody did not decide in time. Breaks through quiet hours.',
    channels: { bell: 'always', mail: 'always', chat: 'on', push: 'on' },
    rows: ['approval-escalated'],
    mails: ['approval-escalated'],
    isUrgent: true,
  },
  'question-to-me': {
    label: 'My request needs something from me',
    help: 'It was sent back, or an approver asks a question.',
    channels: { bell: 'always', mail: 'on', push: 'on' },
    rows: ['approval-sent-back', 'information-request'],
    mails: ['sent-back', 'information-requested'],
  },
  'approval-outcome': {
    label: 'My request was decided',
    help: 'Each step, and how it ended.',
    channels: { bell: 'on', mail: 'on', push: 'on' },
    rows: [
      'approval-step-approved',
      'approval-approved',
      'approval-rejected',
      'approval-withdrawn',
      'approval-expired',
      'approval-cancelled',
    ],
    mails: ['approval-outcome'],
  },
  'approval-news': {
    label: 'A request no longer waits for me, or changed',
    help: 'It was decided by somebody else, withdrawn, moved or revised.',
    channels: { bell: 'on', mail: 'on', push: 'off' },
    rows: [
      'approval-closed-for-you',
      'approval-decided-for-you',
      'approval-moved-on',
      'approval-overridden',
      'approval-revised',
    ],
    mails: ['approval-closed-for-you'],
  },
  comment: {
    label: 'Comments and answers',
    help: 'On requests that concern you.',
    channels: { bell: 'on', mail: 'on', push: 'on' },
    rows: ['comment', 'answer'],
    mails: ['comment', 'information-answered'],
  },
  mention: {
    label: 'Somebody mentions me',
    help: 'In a conversation.',
    channels: { bell: 'on', push: 'on' },
    rows: ['mention'],
    mails: [],
  },
  'chat-message': {
    label: 'Messages I have not read',
    help: 'One mail for all conversations, after a while; muted ones are left out.',
    channels: { mail: 'on' },
    rows: [],
    mails: ['chat-unread'],
  },
  substitution: {
    label: 'Substitutes',
    help: 'Somebody names you, or you are represented.',
    channels: { bell: 'on', push: 'off' },
    rows: ['delegation-added'],
    mails: [],
  },
  'onboarding-task': {
    label: 'Tasks for somebody who joins or leaves',
    help: 'My own first tasks, too, and what I take over from others.',
    channels: { bell: 'always', mail: 'on', push: 'on' },
    rows: [
      'onboarding-task',
      'onboarding-reminder',
      'onboarding-taken-over',
      'onboarding-document-reviewed',
      'onboarding-document-waits',
      'onboarding-form-waits',
      'probation-review-due',
    ],
    mails: ['onboarding-tasks'],
  },
  'onboarding-news': {
    label: 'How an onboarding goes',
    help: 'It is complete, a task has nobody to do it, or stays open.',
    channels: { bell: 'on', push: 'off' },
    rows: ['onboarding-finished', 'onboarding-nobody', 'onboarding-overdue', 'probation-settled'],
    mails: [],
  },
  'hand-over': {
    label: 'A won deal becomes a project',
    help: 'For those who sold it, and those who take it over.',
    channels: { bell: 'on', push: 'on' },
    rows: ['deal-handed-over', 'project-handed-over'],
    mails: [],
  },
  'go-live-watch': {
    label: 'How a project does after its go-live',
    help: 'Check-ins that its manager is asked for, those nobody gave, and when it is rolled back.',
    channels: { bell: 'always', mail: 'on', push: 'on' },
    rows: ['go-live-check-in', 'go-live-reminder', 'go-live-unanswered', 'go-live-rolled-back'],
    mails: ['go-live-watch'],
  },
  advance: {
    label: 'My advances',
    help: 'One was paid, or is open for long.',
    channels: { bell: 'on', push: 'off' },
    rows: ['advance-paid', 'advance-open'],
    mails: [],
  },
  access: {
    label: 'What I may look into',
    help: 'Somebody lets me look into a department, and when that ends.',
    channels: { bell: 'on', push: 'off' },
    rows: ['access-given', 'access-ended'],
    mails: [],
  },
  report: {
    label: 'My reports by mail',
    help: 'One was mailed, could not be looked up, or is mailed no more.',
    channels: { bell: 'on', mail: 'on', push: 'off' },
    rows: ['report-mailed', 'report-dropped', 'report-failed', 'report-ended'],
    mails: ['assistant-report'],
  },
  upkeep: {
    label: 'Something is stuck',
    help: 'For those who look after NETRA.',
    channels: { bell: 'always', push: 'off' },
    rows: [
      'approval-stuck',
      'approval-waits-on-inactive',
      'approval-nobody-can-sign',
      'planned-move-refused',
    ],
    mails: [],
  },
  other: {
    label: 'Everything else',
    help: 'What comes with later versions of NETRA.',
    channels: { bell: 'on', push: 'off' },
    rows: [],
    mails: [],
  },
} satisfies Record<string, Notice>;

/** A sort of notice, by which people choose their channels. */
export type NoticeType = keyof typeof registry;

/** All sorts, in the order in which they are shown. */
export const NOTICE_TYPES = Object.keys(registry) as NoticeType[];

/** What is known of a sort of notice. */
export const notices: Record<NoticeType, Notice> = registry;

const byRow = new Map(NOTICE_TYPES.flatMap((type) => notices[type].rows.map((row) => [row, type])));
const byMail = new Map(
  NOTICE_TYPES.flatMap((type) => notices[type].mails.map((mail) => [mail, type])),
);

/** The sort of a bell row, by its type; `other` when no line names it. */
export function noticeOfRow(type: string): NoticeType {
  return byRow.get(type) ?? 'other';
}

/** The sort of a mail, by its template; undefined for one that is not a notice, such as the morning digest. */
export function noticeOfMail(template: string): NoticeType | undefined {
  return byMail.get(template);
}

/** Whether a sort is sent by a channel when the person has said `wanted`, or nothing. */
export function isWanted(type: NoticeType, channel: NoticeChannel, wanted?: boolean): boolean {
  const choice = notices[type].channels[channel];
  if (choice === undefined) return false;
  return choice === 'always' || (wanted ?? choice === 'on');
}
