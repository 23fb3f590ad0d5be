import { startOutboxRelay } from '../modules/approvals/outbox-relay';
import { startReportRelay } from '../modules/assistant/report-relay';
import { startIncentiveRelay } from '../modules/incentives/incentive-relay';
import { startLeaveYearRelay } from '../modules/leave/year-relay';
import { startOnboardingRelay } from '../modules/onboarding/onboarding-relay';
import { startRestrictionRelay } from '../modules/restrictions/restriction-relay';
import type { Database } from '../platform/database/database';
import type { Logger } from '../platform/logger/logger';
import type { Bus } from '../platform/realtime/bus';
import type { TemporalGateway } from '../platform/temporal/gateway';
import { incentiveRuns } from '../platform/temporal/incentive-runs';
import { leaveYearRuns } from '../platform/temporal/leave-year-runs';
import { onboardingRuns } from '../platform/temporal/onboarding-runs';
import { reportSchedules } from '../platform/temporal/report-schedules';
import { restrictionRuns } from '../platform/temporal/restriction-runs';

/** Starts what tells Temporal of rows: requests, restrictions, onboardings, years' ends, incentive runs and reports. */
export function startTemporalRelays(deps: {
  db: Database;
  bus: Bus;
  logger: Logger;
  temporal: TemporalGateway;
}): { stop(): Promise<void> } {
  const { client } = deps.temporal;
  const relays = [
    startOutboxRelay(deps),
    startRestrictionRelay({ ...deps, runs: restrictionRuns(client) }),
    startLeaveYearRelay({ ...deps, runs: leaveYearRuns(client) }),
    startIncentiveRelay({ ...deps, runs: incentiveRuns(client) }),
    startOnboardingRelay({ ...deps, runs: onboardingRuns(client) }),
    startReportRelay({ ...deps, schedules: reportSchedules(client) }),
  ];
  return {
    async stop() {
      await Promise.all(relays.map((relay) => relay.stop()));
    },
  };
}
