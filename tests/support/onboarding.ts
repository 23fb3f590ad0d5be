import type { Page } from '../../domain/wire/common';
import type { OnboardingDetail, OnboardingTaskWire } from '../../domain/wire/onboarding';
import type { Database } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { workAt } from '../../domain/onboarding/next-work';
import {
  openTasks,
  readOnboarding,
  remindOwners,
} from '../../modules/onboarding/use-cases/advance-onboarding';
import { finishOnboarding } from '../../modules/onboarding/use-cases/finish-onboarding';
import type { TestClient } from './api';

/** Starts somebody's checklist as HR; fails with what was answered instead. */
export async function startFor(
  hr: TestClient,
  personId: string,
  over: Record<string, unknown> = {},
): Promise<OnboardingDetail> {
  const answer = await hr.post('/onboardings', { personId, ...over });
  if (answer.status !== 201) {
    throw new Error(`not started: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

/** Does what the workflow would do at an instant, once. */
export async function advance(
  deps: { db: Database; bus: Bus },
  onboardingId: string,
  at = Date.now(),
): Promise<void> {
  const view = await readOnboarding(deps.db, { onboardingId });
  if (view.isOver) return;
  const { open, remind } = workAt(view.tasks, at);
  await openTasks(deps, { onboardingId, taskIds: open });
  await remindOwners(deps, { onboardingId, reminders: remind });
  await finishOnboarding(deps, { onboardingId });
}

/** A person's own tasks. */
export async function tasksOf(client: TestClient): Promise<OnboardingTaskWire[]> {
  return ((await client.get('/onboarding-tasks')).body as Page<OnboardingTaskWire>).items;
}
