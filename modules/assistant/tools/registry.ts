import type { Tool } from '../tool';
import { approvalFiguresTool } from './approval-figures';
import { approvalsWaitingTool } from './approvals';
import { searchChatTool } from './chat';
import { holidaysTool, leavePolicyTool, whoIsOutTool } from './days-off';
import { expenseTotalsTool } from './expense-figures';
import { advancesTool, expenseClaimsTool, expensePolicyTool } from './expenses';
import { budgetUseTool, profitAndLossTool, receivablesTool } from './finance';
import { invoicesTool } from './invoices';
import { leaveBalanceTool, leaveRequestsTool, leaveTakenTool } from './leave';
import { countPeopleTool, findPeopleTool, reportingLineTool, whoAmITool } from './people';
import { projectPnlTool, projectsTool, projectTotalsTool } from './projects';
import { dealsTool, dealTotalsTool, incentivesTool } from './sales';
import { timesheetHoursTool } from './timesheets';

/** Every tool with how it reads, by area. */
export const TOOLS: Tool[] = [
  ...[whoAmITool, findPeopleTool, countPeopleTool, reportingLineTool],
  ...[leaveBalanceTool, leaveTakenTool, leaveRequestsTool],
  ...[whoIsOutTool, holidaysTool, leavePolicyTool],
  ...[expenseClaimsTool, expenseTotalsTool, advancesTool, expensePolicyTool],
  ...[approvalsWaitingTool, approvalFiguresTool],
  ...[projectsTool, projectPnlTool, projectTotalsTool, timesheetHoursTool],
  ...[dealsTool, dealTotalsTool, incentivesTool],
  ...[invoicesTool, receivablesTool, budgetUseTool, profitAndLossTool],
  searchChatTool,
];
