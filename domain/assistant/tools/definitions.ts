import type { ToolDefinition } from '../tool';
import { approvalFigures, approvalsWaiting } from './approvals';
import { searchChat } from './chat';
import { advances, expenseClaims, expensePolicy, expenseTotals } from './expenses';
import { budgetUse, invoices, profitAndLoss, receivables } from './finance';
import { holidays, leaveBalance, leavePolicy, leaveRequests, leaveTaken, whoIsOut } from './leave';
import { countPeople, findPeople, reportingLine, whoAmI } from './people';
import { projectPnl, projects, projectTotals, timesheetHours } from './projects';
import { dealTotals, deals, incentives } from './sales';

/** Every tool there is, by area. */
export const TOOL_DEFINITIONS: ToolDefinition[] = [
  ...[whoAmI, findPeople, countPeople, reportingLine],
  ...[leaveBalance, leaveTaken, leaveRequests, whoIsOut, holidays, leavePolicy],
  ...[expenseClaims, expenseTotals, advances, expensePolicy],
  ...[approvalsWaiting, approvalFigures],
  ...[projects, projectPnl, projectTotals, timesheetHours],
  ...[deals, dealTotals, incentives],
  ...[invoices, receivables, budgetUse, profitAndLoss],
  searchChat,
];
