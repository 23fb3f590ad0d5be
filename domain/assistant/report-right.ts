import type { Principal } from '../access/principal';
import { restrictionFrom } from '../restrictions/standing';
import type { RunReason, ScheduleEnd } from '../wire/report-schedules';
import { isEnabled, type ToolSetting } from './settings';
import type { ToolCall } from './tool';

/** What keeps a report from being mailed, and whether for good. */
export type Barred =
  | { isForGood: true; because: ScheduleEnd & RunReason }
  | { isForGood: false; because: 'switched-off' };

/**
 * What keeps a report from being mailed to its owner now; null when nothing does. A right that was lost ends the schedule:
 * whoever gets it back sets another. A report is mailed whole or not at all, so one tool of it is enough.
 * @param of.owner null once they are deactivated
 */
export function barredFrom(of: {
  owner: Pick<Principal, 'roles' | 'restrictions'> | null;
  settings: { isOn: boolean; tools: ToolSetting[] };
  calls: ToolCall[];
}): Barred | null {
  const { owner, settings, calls } = of;
  if (!owner) return { isForGood: true, because: 'left' };
  if (restrictionFrom(owner.restrictions, 'assistant'))
    return { isForGood: true, because: 'restricted' };
  if (calls.some(({ name }) => !isEnabled(settings.tools, owner.roles, name)))
    return { isForGood: true, because: 'tool-off' };
  return settings.isOn ? null : { isForGood: false, because: 'switched-off' };
}
