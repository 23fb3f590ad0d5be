import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconBan from '@tabler/icons-react/dist/esm/icons/IconBan.mjs';
import IconBuildingBank from '@tabler/icons-react/dist/esm/icons/IconBuildingBank.mjs';
import IconBeach from '@tabler/icons-react/dist/esm/icons/IconBeach.mjs';
import IconBriefcase from '@tabler/icons-react/dist/esm/icons/IconBriefcase.mjs';
import IconCalendarTime from '@tabler/icons-react/dist/esm/icons/IconCalendarTime.mjs';
import IconChartDonut from '@tabler/icons-react/dist/esm/icons/IconChartDonut.mjs';
import IconClockHour4 from '@tabler/icons-react/dist/esm/icons/IconClockHour4.mjs';
import IconCoins from '@tabler/icons-react/dist/esm/icons/IconCoins.mjs';
import IconGauge from '@tabler/icons-react/dist/esm/icons/IconGauge.mjs';
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs';
import IconEyeCheck from '@tabler/icons-react/dist/esm/icons/IconEyeCheck.mjs';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs';
import IconHome from '@tabler/icons-react/dist/esm/icons/IconHome.mjs';
import IconInbox from '@tabler/icons-react/dist/esm/icons/IconInbox.mjs';
import IconMessageSearch from '@tabler/icons-react/dist/esm/icons/IconMessageSearch.mjs';
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs';
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
import IconLockAccess from '@tabler/icons-react/dist/esm/icons/IconLockAccess.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconPercentage from '@tabler/icons-react/dist/esm/icons/IconPercentage.mjs';
import IconReceipt from '@tabler/icons-react/dist/esm/icons/IconReceipt.mjs';
import IconRoute from '@tabler/icons-react/dist/esm/icons/IconRoute.mjs';
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import IconSignature from '@tabler/icons-react/dist/esm/icons/IconSignature.mjs';
import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import IconSparkles from '@tabler/icons-react/dist/esm/icons/IconSparkles.mjs';
import IconSitemap from '@tabler/icons-react/dist/esm/icons/IconSitemap.mjs';
import type { DepartmentKind, Role } from '../../domain/roles';
import type { Me } from '../../domain/wire/common';
import { holdsAny } from '../lib/session';
import type { Message } from '../lib/i18n/language';

/** One place people can go. Without `roles` it is for everybody. */
export interface Destination {
  to: string;
  label: Message;
  icon: typeof IconHome;
  roles?: Role[];
  /** Whose department is of this kind has it as well, whatever their roles. */
  department?: DepartmentKind;
  /** Not a page of this app: a full page load. */
  outside?: boolean;
}

/** Whether a place is for somebody. */
export function isFor(me: Me, { roles, department }: Destination): boolean {
  if (department !== undefined && me.department?.kind === department) return true;
  return !roles || holdsAny(me, ...roles);
}

export const WORK: Destination[] = [
  { to: '/', label: 'Home', icon: IconHome },
  { to: '/inbox', label: 'Inbox', icon: IconInbox },
  { to: '/chat', label: 'Chat', icon: IconMessages },
  { to: '/assistant', label: 'Assistant', icon: IconSparkles },
  { to: '/requests', label: 'My requests', icon: IconSend },
  { to: '/tasks', label: 'My tasks', icon: IconListCheck },
  { to: '/leave', label: 'Leave', icon: IconBeach },
  { to: '/expenses', label: 'Expenses', icon: IconReceipt },
  {
    to: '/finance',
    label: 'Finance',
    icon: IconBuildingBank,
    roles: ['finance', 'department-head', 'admin'],
  },
  {
    to: '/sales',
    label: 'Sales',
    icon: IconTargetArrow,
    department: 'sales',
    roles: ['finance', 'admin'],
  },
  {
    to: '/incentives',
    label: 'Incentives',
    icon: IconPercentage,
    department: 'sales',
    roles: ['hr', 'finance', 'admin'],
  },
  { to: '/projects', label: 'Projects', icon: IconBriefcase },
  { to: '/timesheets', label: 'Timesheets', icon: IconClockHour4 },
  {
    to: '/utilisation',
    label: 'Utilisation',
    icon: IconGauge,
    roles: ['manager', 'project-manager', 'department-head', 'finance', 'admin'],
  },
  {
    to: '/portfolio',
    label: 'Portfolio',
    icon: IconChartDonut,
    roles: ['project-manager', 'department-head', 'finance', 'admin'],
  },
  {
    to: '/people',
    label: 'People',
    icon: IconUsers,
    roles: ['manager', 'department-head', 'hr', 'admin'],
  },
  {
    to: '/substitutes',
    label: 'My substitutes',
    icon: IconUsersGroup,
    roles: ['manager', 'project-manager', 'department-head', 'hr', 'finance', 'admin'],
  },
  { to: '/access', label: 'Access', icon: IconLockAccess },
  { to: '/insight', label: 'Insight', icon: IconChartBar, roles: ['department-head', 'admin'] },
];

export const ADMINISTRATION: Destination[] = [
  { to: '/departments', label: 'Departments', icon: IconSitemap, roles: ['hr', 'admin'] },
  { to: '/onboardings', label: 'Onboardings', icon: IconUserPlus, roles: ['hr', 'admin'] },
  { to: '/calendars', label: 'Calendars', icon: IconCalendarTime, roles: ['admin', 'hr'] },
  {
    to: '/admin/policies',
    label: 'Approval policies',
    icon: IconSignature,
    roles: ['admin'],
  },
  {
    to: '/leave/blocks',
    label: 'Block dates',
    icon: IconBan,
    roles: ['hr', 'admin', 'department-head'],
  },
  { to: '/admin/leave/types', label: 'Leave types', icon: IconBeach, roles: ['hr', 'admin'] },
  { to: '/admin/leave', label: 'Leave policies', icon: IconBeach, roles: ['hr', 'admin'] },
  {
    to: '/admin/leave/year-end',
    label: 'Leave year’s end',
    icon: IconHourglass,
    roles: ['hr', 'admin'],
  },
  {
    to: '/leave/paid-out',
    label: 'Leave paid out',
    icon: IconReceipt,
    roles: ['finance', 'hr', 'admin'],
  },
  { to: '/work-rates', label: 'Work rates', icon: IconCoins, roles: ['finance', 'admin'] },
  { to: '/admin/mail', label: 'Mail', icon: IconMail, roles: ['admin'] },
  { to: '/admin/audit', label: 'Audit', icon: IconHistory, roles: ['admin'] },
  { to: '/admin/restrictions', label: 'Restrictions', icon: IconBan, roles: ['admin'] },
  { to: '/admin/assistant', label: 'Assistant settings', icon: IconSparkles, roles: ['admin'] },
  { to: '/admin/conversations', label: 'Conversations', icon: IconMessageSearch, roles: ['admin'] },
  { to: '/admin/retention', label: 'Retention and holds', icon: IconHourglass, roles: ['admin'] },
  { to: '/chat-audits', label: 'Auditors’ log', icon: IconEyeCheck, roles: ['hr', 'admin'] },
  { to: '/admin/stuck', label: 'Stuck', icon: IconAlertTriangle, roles: ['admin'] },
  { to: '/temporal', label: 'Workflows', icon: IconRoute, roles: ['admin'], outside: true },
];
