import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../db/demo/random';
import { startExercise, type Exercise } from '../../support/faults/exercise';
import { startPlant, type Plant } from '../../support/faults/plant';
import { report, seedOf } from '../../support/faults/report';

jest.setTimeout(1_200_000);

const random = seededRandom(seedOf('each step'));
const STEPS = ['submit', 'step open', 'mail out', 'decide', 'effect'] as const;
const PARTS = ['worker', 'api', 'temporal', 'postgres'] as const;
const WAYS = ['killed', 'paused'] as const;
const AT_ONCE = 2;

let plant: Plant;
let exercise: Exercise;

beforeAll(async () => {
  plant = await startPlant();
  exercise = await startExercise(
    plant,
    random,
    STEPS.length * PARTS.length * WAYS.length * AT_ONCE,
  );
}, 180_000);
afterAll(() => plant?.stop(), 120_000);

/** Resolves the moment an approval gets to a step: right behind the row or the call that makes it. */
async function until(step: (typeof STEPS)[number], marks: string[]): Promise<void> {
  if (step === 'mail out') {
    const mails = new EventTarget();
    plant.onMail(() => mails.dispatchEvent(new Event('mail')));
    await Promise.race([once(mails, 'mail'), sleep(5_000)]);
    return;
  }
  const seen = {
    submit: 'SELECT 1',
    'step open': `SELECT 1 FROM approval_request r JOIN outbox_message m ON m.payload->>'requestId' = r.id::text`,
    decide: `SELECT 1 FROM approval_request r JOIN approval_task t ON t.request_id = r.id`,
    effect: `SELECT 1 FROM approval_request r JOIN approval_decision d ON d.request_id = r.id`,
  }[step];
  const ours =
    step === 'submit' ? '' : ` WHERE ARRAY[data->>'reason', data->>'title', data->>'notes'] && $1`;
  for (const end = Date.now() + 5_000; Date.now() < end;) {
    const { rowCount } = await plant.db.query(seen + ours, ours ? [marks] : []);
    if (rowCount) return;
  }
}

async function breakPart(part: (typeof PARTS)[number], way: (typeof WAYS)[number]): Promise<void> {
  const broken = {
    worker: plant.workers,
    api: plant.apis,
    temporal: [plant.temporal],
    postgres: [plant.postgres],
  }[part];
  // Both of a pair: whichever of them has the work, it is broken.
  await Promise.all(broken.map((one) => (way === 'killed' ? one.kill() : one.pause(2_500))));
}

test.each(WAYS.flatMap((way) => PARTS.map((part) => [part, way] as const)))(
  '%s %s at each step of an approval',
  async (part, way) => {
    const seconds: number[] = [];
    for (const step of STEPS) {
      await plant.healthy();
      const errands = exercise.next(AT_ONCE);
      const startedAt = Date.now();
      const reached = until(
        step,
        errands.map(({ mark }) => mark),
      );
      const work = exercise.staff.carryOut(errands, { atOnce: AT_ONCE, withinMs: 120_000 });
      await reached;
      await sleep(random.between(0, 15));
      await breakPart(part, way);
      await work;
      seconds.push((Date.now() - startedAt) / 1000);
    }
    const { broken } = await exercise.judge();
    report(`${part} ${way}, seconds until all was done`, {
      ...Object.fromEntries(STEPS.map((step, index) => [`at ${step}`, seconds[index] ?? 0])),
      broken: broken.length,
    });
    expect(broken).toEqual([]);
  },
);
