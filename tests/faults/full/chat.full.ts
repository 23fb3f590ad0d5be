import {
  apiKilled,
  burst,
  hintsCut,
  postgresKilled,
  redisKilled,
} from '../../support/faults/chat-burst';
import { startChatPlant, type ChatPlant } from '../../support/faults/chat-plant';
import { report } from '../../support/faults/report';

jest.setTimeout(600_000);

const MESSAGES = 1_500;

describe.each([
  {
    carrier: 'PostgreSQL',
    faults: [
      { disturbance: hintsCut, everyMs: 100, least: 100 },
      { disturbance: apiKilled, everyMs: 1_000, least: 3 },
      { disturbance: postgresKilled, everyMs: 3_000, least: 3 },
    ],
  },
  {
    carrier: 'Redis',
    faults: [
      { disturbance: redisKilled, everyMs: 500, least: 5 },
      { disturbance: apiKilled, everyMs: 1_000, least: 3 },
      { disturbance: postgresKilled, everyMs: 3_000, least: 3 },
    ],
  },
])('hints by $carrier', ({ carrier, faults }) => {
  let plant: ChatPlant;
  beforeAll(async () => {
    plant = await startChatPlant({ redis: carrier === 'Redis' });
  }, 120_000);
  afterAll(() => plant?.stop(), 60_000);

  test.each(faults)('1,500 messages, $disturbance.name again and again', async (fault) => {
    const { broken, ...figures } = await burst(plant, { count: MESSAGES, pauseMs: 70, ...fault });
    report(`Chat, hints by ${carrier}: ${fault.disturbance.name}`, {
      ...figures,
      broken: broken.length,
    });
    expect(broken).toEqual([]);
    expect(figures.messages).toBe(MESSAGES);
    expect(figures.disturbances).toBeGreaterThanOrEqual(fault.least);
    if (fault.disturbance !== apiKilled) expect(figures.worstMs).toBeLessThanOrEqual(2_000);
  });
});
