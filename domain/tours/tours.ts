import type { Role } from '../roles';

/** One stop of a tour. */
export interface TourStep {
  title: string;
  text: string;
  /** What it points at: the `data-tour` of an element of the frame. Without one, or where it is out of sight, it stands alone. */
  target?: string;
}

interface Tour {
  /** Raised when the steps change enough that people may want to see them anew. */
  version: number;
  steps: readonly TourStep[];
}

const WELCOME: TourStep = {
  title: 'Welcome to NETRA',
  text: 'This takes two minutes. Go on with Enter or the arrow keys; Escape closes the tour, and it waits for you in the menu with your name.',
};
const NEW: TourStep = {
  title: 'Ask for something',
  text: 'Leave, expenses, travel and the rest all start here. The form says who signs before you send it.',
  target: 'new-request',
};
const REQUESTS: TourStep = {
  title: 'Follow what you asked for',
  text: 'Each request shows who has it, since when, and when it is due. You can withdraw it while it is open.',
  target: '/requests',
};
const TASKS: TourStep = {
  title: 'Your tasks',
  text: 'What is yours to do when somebody joins or leaves, your own first days included. Tick each off when it is done.',
  target: '/tasks',
};
const CHAT: TourStep = {
  title: 'Talk',
  text: 'Channels of your department and direct conversations, with files and search.',
  target: '/chat',
};
const BELL: TourStep = {
  title: 'Nothing gets lost',
  text: 'The bell rings for what concerns you. Its settings say what is mailed, too.',
  target: 'bell',
};
const MENU: TourStep = {
  title: 'Your account',
  text: 'Password, theme and substitutes; and this tour, whenever you want to see it again.',
  target: 'account',
};
const INBOX: TourStep = {
  title: 'Decide',
  text: 'What waits for you, with its due date. A and R approve and reject; mails carry links that do the same.',
  target: '/inbox',
};
const SUBSTITUTES: TourStep = {
  title: 'While you are away',
  text: 'Name who decides for you, and for how long. It is said on each decision.',
  target: '/substitutes',
};
const PEOPLE: TourStep = {
  title: 'Your people',
  text: 'Everybody below you in the line, with their departments and managers.',
  target: '/people',
};
const ONBOARDINGS: TourStep = {
  title: 'Who joins and who leaves',
  text: 'HR starts a checklist for each; it opens tasks on their day, reminds, and shows what still blocks.',
  target: '/onboardings',
};
const POLICIES: TourStep = {
  title: 'Who signs what',
  text: 'The rules of each kind of request. Try a change against past requests before you publish it.',
  target: '/admin/policies',
};
const AUDIT: TourStep = {
  title: 'What has happened',
  text: 'Every change with who, when and how, sealed so that nobody can rewrite it.',
  target: '/admin/audit',
};

const registry = {
  employee: { version: 1, steps: [WELCOME, NEW, REQUESTS, TASKS, CHAT, BELL, MENU] },
  manager: { version: 1, steps: [WELCOME, INBOX, SUBSTITUTES, PEOPLE, TASKS, NEW, BELL, MENU] },
  'hr-finance': { version: 1, steps: [WELCOME, INBOX, SUBSTITUTES, TASKS, NEW, BELL, MENU] },
  admin: { version: 1, steps: [WELCOME, ONBOARDINGS, POLICIES, AUDIT, INBOX, BELL, MENU] },
} satisfies Record<string, Tour>;

/** A tour: one for each sort of user. */
export type TourId = keyof typeof registry;
/** All tours. */
export const TOUR_IDS = Object.keys(registry) as [TourId, ...TourId[]];
/** What each tour shows. */
export const tours: Record<TourId, Tour> = registry;

/** How far somebody has come: `paused` is closed for now, `skipped` for good. */
export const TOUR_STATES = ['running', 'paused', 'finished', 'skipped'] as const;
/** @see TOUR_STATES */
export type TourState = (typeof TOUR_STATES)[number];

/** Days after joining within which a first visit is "day 0". */
export const NEWCOMER_DAYS = 30;

/** The tour that fits somebody's roles. */
export function tourOf(roles: readonly Role[]): TourId {
  const holds = (...wanted: Role[]) => wanted.some((role) => roles.includes(role));
  if (holds('admin')) return 'admin';
  if (holds('hr', 'finance')) return 'hr-finance';
  return holds('manager', 'department-head', 'project-manager') ? 'manager' : 'employee';
}
