import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../db/demo/random';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Kept } from './kept';
import type { Plant } from './plant';

/** A fault that can be done to a plant. It has passed when this resolves, though not what it left behind. */
interface Fault {
  name: string;
  inject(plant: Plant, random: Random): Promise<void>;
}

/** How long something is away, in milliseconds. */
const awhile = (random: Random) => random.between(500, 4_000);

const either = (parts: (plant: Plant) => Kept[]) => (plant: Plant, random: Random) =>
  random.pick(parts(plant));
/** One of both. */
export const someWorker = either(({ workers }) => workers);
/** One of both. */
export const someApi = either(({ apis }) => apis);

/** Kills a part, which its keeper starts again. */
export const kill = (name: string, part: (plant: Plant, random: Random) => Kept): Fault => ({
  name: `${name} killed`,
  inject: (plant, random) => part(plant, random).kill(),
});

/** Stops the clock of a part for a while. */
export const pause = (name: string, part: (plant: Plant, random: Random) => Kept): Fault => ({
  name: `${name} paused`,
  inject: (plant, random) => part(plant, random).pause(awhile(random)),
});

type Cable = keyof Plant['cables'];

/** Breaks every connection of a cable and lets nobody through for a while. */
const cut = (cable: Cable): Fault => ({
  name: `${cable} cut`,
  async inject({ cables }, random) {
    await cables[cable].pull();
    await sleep(awhile(random));
    await cables[cable].plugIn();
  },
});

/** Lets a cable carry nothing for a while, without telling either end. */
const frozen = (cable: Cable): Fault => ({
  name: `${cable} frozen`,
  async inject({ cables }, random) {
    cables[cable].freeze();
    await sleep(awhile(random));
    cables[cable].thaw();
  },
});

const slowMail: Fault = {
  name: 'mail server slow',
  async inject({ smtp }, random) {
    smtp.behave({ slowMs: 2_000 });
    await sleep(awhile(random));
    smtp.behave({});
  },
};

const lostAcknowledgements: Fault = {
  name: '30 % of mail acknowledgements lost',
  async inject({ smtp }, random) {
    smtp.behave({ losing: () => random.chance(0.3) });
    await sleep(awhile(random));
    smtp.behave({});
  },
};

/** Signals that came before, that mean nothing, that nobody sent, that are no JSON object of ours, and late ones. */
const strangeSignals: Fault = {
  name: 'signals doubled, late and forged',
  async inject({ db, client }) {
    const { rows } = await db.query<{ workflowId: string; decision: string | null }>(
      `SELECT r.workflow_id AS "workflowId", d.id AS decision FROM approval_request r
       LEFT JOIN approval_decision d ON d.request_id = r.id ORDER BY r.submitted_at DESC LIMIT 6`,
    );
    for (const { workflowId, decision } of rows) {
      const handle = client.workflow.getHandle(workflowId);
      const decided = SIGNALS.decisionRecorded;
      const sends: [string, ...unknown[]][] = [
        ...Array<[string, ...unknown[]]>(3).fill([decided, decision ?? randomUUID()]),
        [decided, randomUUID()],
        [decided, { id: decision }],
        [decided],
        [SIGNALS.requestChanged],
        [SIGNALS.requestChanged, 'again'],
      ];
      // A run that has ended takes none.
      await Promise.all(
        sends.map(([signal, ...rest]) => handle.signal(signal, ...rest).catch(() => undefined)),
      );
    }
  },
};

/** What a storm picks from; what stands twice comes twice as often. */
export const STORM: Fault[] = [
  kill('worker', someWorker),
  kill('worker', someWorker),
  pause('worker', someWorker),
  kill('API', someApi),
  pause('API', someApi),
  kill('PostgreSQL', ({ postgres }) => postgres),
  pause('PostgreSQL', ({ postgres }) => postgres),
  kill('Temporal', ({ temporal }) => temporal),
  pause('Temporal', ({ temporal }) => temporal),
  ...(['api-postgres', 'worker-postgres', 'worker-temporal', 'smtp'] as const).map(cut),
  ...(['api-postgres', 'worker-postgres', 'worker-temporal'] as const).map(frozen),
  slowMail,
  lostAcknowledgements,
  strangeSignals,
];

/** Injects one fault after another until told to end. Returns how often each was. */
export function startStorm(
  plant: Plant,
  random: Random,
  options: { faults?: Fault[]; restMs: [number, number]; atMost?: number },
): { done: Promise<unknown>; end(): Promise<Map<string, number>> } {
  const counts = new Map<string, number>();
  let ended = false;
  const raging = (async () => {
    let deck: Fault[] = [];
    for (let count = 0; !ended && count < (options.atMost ?? Infinity); count++) {
      // Dealt like cards, so that a short storm has some of everything, too.
      if (deck.length === 0) deck = shuffled(options.faults ?? STORM, random);
      const fault = deck.pop() as Fault;
      counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
      // What looks into the database or at Temporal finds them away now and then.
      await fault.inject(plant, random).catch(() => undefined);
      await sleep(random.between(...options.restMs));
    }
  })();
  return {
    done: raging,
    async end() {
      ended = true;
      await raging;
      return counts;
    },
  };
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
