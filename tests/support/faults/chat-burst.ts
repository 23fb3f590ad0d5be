import { setTimeout as sleep } from 'node:timers/promises';
import { judgeTalk, type Outage, type TalkVerdict } from './chat-judge';
import { untilItAnswers, type ChatPlant } from './chat-plant';
import { openReader, startTalk, talkOn } from './chat-talk';

/** A fault that is done to chat. */
interface Disturbance {
  name: string;
  /** Nothing can be read until it has passed: the two seconds run from then on. */
  isOutage?: true;
  /** Resolves once it has passed. @returns how many things were cut, killed or restarted */
  inject(plant: ChatPlant, nth: number): Promise<number>;
}

/** What happened in a burst. */
interface Burst extends TalkVerdict {
  disturbances: number;
  /** How often pages had to connect again. */
  reconnects: number;
}

/** The connections that carry hints between the APIs, cut by the server. */
export const hintsCut: Disturbance = {
  name: 'LISTEN and NOTIFY connections cut',
  async inject({ db }) {
    const cut = await db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name LIKE 'netra-bus-%' AND datname = current_database()`,
    );
    return cut.length;
  },
};

/** One API after the other. */
export const apiKilled: Disturbance = {
  name: 'an API killed',
  async inject({ apis, urls }, nth) {
    const at = nth % 2 === 0 ? 0 : 1;
    await apis[at].kill();
    // The other one is all there is until it serves again.
    await untilItAnswers(urls[at]);
    return 1;
  },
};

/** The whole server at once, as a crash would; it starts again and recovers. */
export const postgresKilled: Disturbance = {
  name: 'PostgreSQL killed',
  isOutage: true,
  async inject({ postgres, db }) {
    await postgres.kill();
    while (!(await db.query('SELECT 1').catch(() => undefined))) await sleep(20);
    return 1;
  },
};

/** Redis, which comes back after a second. */
export const redisKilled: Disturbance = {
  name: 'Redis killed',
  async inject({ redis }) {
    await redis?.kill();
    await sleep(1_000);
    await redis?.start();
    return 1;
  },
};

/**
 * Ten people send while something is done to the plant; two more look on, each first at an API of their own.
 * @param input.everyMs from the end of one disturbance to the next
 */
export async function burst(
  plant: ChatPlant,
  input: {
    count: number;
    pauseMs: number;
    disturbance: Disturbance;
    everyMs: number;
    atMost?: number;
  },
): Promise<Burst> {
  const talk = await startTalk(plant, 12);
  const readers = [
    await openReader(plant, { talk, by: 10, at: 0 }),
    await openReader(plant, { talk, by: 11, at: 1 }),
  ];
  let talking = true;
  let disturbances = 0;
  const outages: Outage[] = [];
  const disturb = async () => {
    for (let nth = 0; talking && nth < (input.atMost ?? Infinity); nth++) {
      await sleep(input.everyMs);
      // What looks into the database finds it away now and then.
      if (!talking) return;
      const from = Date.now();
      disturbances += await input.disturbance.inject(plant, nth).catch(() => 0);
      if (input.disturbance.isOutage) outages.push({ from, to: Date.now() });
    }
  };
  try {
    const disturbing = disturb();
    const sent = await talkOn(plant, { ...input, talk });
    talking = false;
    await disturbing;
    const verdict = await judgeTalk(plant, { talk, sent, readers, outages });
    verdict.broken.push(...plant.ownEnds());
    const reconnects = readers.reduce((sum, reader) => sum + reader.connects() - 1, 0);
    return { ...verdict, disturbances, reconnects };
  } finally {
    talking = false;
    readers.forEach((reader) => reader.close());
  }
}
