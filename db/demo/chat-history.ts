import { addDays, weekday, type CalendarDate } from '../../domain/dates/calendar';
import {
  CONSULTING,
  DIRECT,
  GENERAL,
  LUNCH,
  PRAISE,
  PROJECT,
  SALES,
  WINS,
  type Exchange,
} from './chat-texts';
import { writeConversation, type PastConversation, type PastMessage } from './chat-rows';
import type { History } from './history';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import type { Colleague } from './people-rows';
import { PROJECTS } from './projects';
import { seededRandom, type Random } from './random';

/** Of its own, so that chats took nothing from the numbers everything else is made of. */
const CHAT_SEED = 20_261_128;
const STARTS_ON: CalendarDate = '2024-11-18';
const MINUTE = 60_000;
const CUSTOMERS = [...new Set(PROJECTS.map(({ customer }) => customer))];
const EMOJI = ['👍', '🎉', '✅', '❤️', '👀'];

/** Who writes to whom; the first of each has the say. */
const PAIRS = [
  ...[
    ['sales.head', 'sales.rep'],
    ['sales.manager', 'sales.rep2'],
    ['sales.head', 'sales.manager'],
  ],
  ...[
    ['consulting.manager', 'consultant'],
    ['consulting.manager', 'consultant2'],
  ],
  ...[
    ['consulting.head', 'consulting.manager'],
    ['admin', 'hr'],
    ['admin', 'finance'],
  ],
  ...[
    ['sales.rep', 'sales.rep2'],
    ['consultant', 'consultant2'],
    ['finance', 'sales.head'],
  ],
] as const;

const GROUPS = [
  { name: 'Friday lunch', people: ['sales.rep', 'sales.rep2', 'consultant'], texts: LUNCH },
  {
    name: 'Offers and budgets',
    people: ['finance', 'sales.head', 'consulting.head'],
    texts: DIRECT,
  },
] as const;

interface Writing {
  history: History;
  random: Random;
}

/** What people wrote to each other in two years, with a few things that each of them has not read yet. */
export function writeChatHistory(history: History): void {
  const writing = { history, random: seededRandom(CHAT_SEED) };
  writeChannels(writing);
  writeDepartments(writing);
  writeProjects(writing);
  const by = (login: string) => history.staff.by(login);
  for (const pair of PAIRS) {
    const people = pair.map(by);
    write(writing, { kind: 'direct', people, texts: DIRECT, everyDays: [9, 24], unread: 1 });
  }
  for (const { name, people, texts } of GROUPS) {
    const all = people.map(by);
    write(writing, { kind: 'group', name, people: all, texts, everyDays: [7, 14], unread: 2 });
  }
}

function writeChannels(writing: Writing): void {
  const { all } = writing.history.staff;
  const by = (login: string) => writing.history.staff.by(login);
  write(writing, {
    ...{ kind: 'channel', name: 'general', visibility: 'public', owner: by('admin') },
    topic: 'What concerns all of us',
    ...{
      people: [by('admin'), by('hr'), ...all.filter((one) => !['admin', 'hr'].includes(one.login))],
    },
    ...{ texts: GENERAL, everyDays: [4, 10], unread: 2 },
  });
  const sellers = all.filter(({ department }) => department === 'Sales');
  write(writing, {
    ...{ kind: 'channel', name: 'sales-wins', visibility: 'public', owner: by('sales.head') },
    topic: 'Signed is signed',
    people: [
      by('sales.rep'),
      ...sellers.filter(({ login }) => login !== 'sales.rep'),
      by('admin'),
      by('finance'),
    ],
    ...{
      texts: WINS.map((text, at): Exchange => [
        [at % 3, text],
        [(at + 1) % 3, PRAISE[at]!],
      ]),
    },
    ...{ everyDays: [8, 18], unread: 1, applause: true },
  });
}

/** Named after the department, with its people and its head: exactly what the triggers would make. */
function writeDepartments(writing: Writing): void {
  const { staff } = writing.history;
  const { all, heads } = staff;
  for (const name of new Set(all.map(({ department }) => department))) {
    const department_id = staff.departmentId(name);
    const people = all.filter(({ department }) => department === name);
    const head = heads.find((one) => one.departmentId === department_id)?.headId;
    const texts = { Sales: SALES, Consulting: CONSULTING }[name] ?? [];
    write(writing, {
      ...{ kind: 'channel', name, follows: { department_id, project_id: null } },
      ...{ people, owner: people.find(({ id }) => id === head), texts },
      ...{ everyDays: [3, 8], unread: 1 },
    });
  }
}

function writeProjects(writing: Writing): void {
  const { rows, staff } = writing.history;
  for (const row of rows.of('project')) {
    const project = PROJECTS.find(({ code }) => code === row.code)!;
    const owner = staff.by(project.manager);
    const people = [...new Set([owner, ...project.members.map((login) => staff.by(login))])];
    const opens = project.startsOn > STARTS_ON ? project.startsOn : STARTS_ON;
    write(writing, {
      ...{ kind: 'channel', name: project.name, owner, people },
      follows: { department_id: null, project_id: row.id as string },
      ...{ texts: project.status === 'planned' ? [] : PROJECT, customer: project.customer },
      ...{ from: addDays(opens, -7), to: project.liveOn, everyDays: [5, 12], unread: 0 },
    });
  }
}

type Plan = Omit<PastConversation, 'messages' | 'openedAt'> & {
  texts: readonly Exchange[];
  /** Days from one exchange to the next: at least, at most. */
  everyDays: [number, number];
  unread: number;
  from?: CalendarDate;
  to?: CalendarDate;
  customer?: string;
  applause?: boolean;
};

function write({ history, random }: Writing, plan: Plan): void {
  const { texts, everyDays, unread, from = STARTS_ON, to, customer, applause, ...place } = plan;
  const start = from < HISTORY_ENDS_ON ? from : HISTORY_ENDS_ON;
  const end = to && to < HISTORY_ENDS_ON ? to : HISTORY_ENDS_ON;
  const messages: PastMessage[] = [];
  let last: Exchange | undefined;
  for (let on = addDays(start, 2); on <= end && texts.length > 0;) {
    // Nobody writes the same twice in a row.
    const choice = texts.filter((exchange) => exchange !== last);
    last = random.pick(choice.length > 0 ? choice : texts);
    const day = weekday(on) > 5 ? addDays(on, 8 - weekday(on)) : on;
    if (day > end) break;
    messages.push(
      ...talk(random, { ...{ exchange: last, on: day, customer, applause }, people: place.people }),
    );
    on = addDays(on, random.between(...everyDays));
  }
  const openedAt = officeTime(start, 9, 30);
  writeConversation(history, random, { ...place, openedAt, messages }, unread);
}

function talk(
  random: Random,
  said: {
    exchange: Exchange;
    on: CalendarDate;
    people: Colleague[];
    customer?: string;
    applause?: boolean;
  },
): PastMessage[] {
  const customer = said.customer ?? random.pick(CUSTOMERS);
  const fill = (text: string) =>
    text.replace('{customer}', customer).replace('{amount}', String(random.between(8, 64)));
  let at = officeTime(said.on, random.between(9, 16), random.between(0, 59));
  const isThread = said.people.length > 2 && random.chance(0.3);
  const messages: PastMessage[] = [];
  for (const [speaker, text] of said.exchange) {
    const by = said.people[speaker % said.people.length]!;
    const message: PastMessage = {
      at,
      by,
      text: fill(text),
      thread: isThread ? messages[0] : undefined,
    };
    if (random.chance(0.04)) message.before = message.text.replace(/[.!?]$/, '');
    messages.push(message);
    at += random.between(2, 25) * MINUTE;
  }
  const [first] = messages;
  const others = said.people.filter((person) => person !== first?.by);
  if (first && (said.applause || random.chance(0.2))) {
    const emoji = said.applause ? '🎉' : random.pick(EMOJI);
    const givers = others.slice(0, said.applause ? random.between(1, others.length) : 1);
    first.reactions = givers.map((by) => ({ by, emoji }));
  }
  return messages;
}
