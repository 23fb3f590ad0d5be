import type { Principal } from '../access/principal';
import { isOpenStage, type DealStage } from './stages';

/** As much of a deal as decides what may be done with it. */
interface DealStanding {
  stage: DealStage;
  departmentId: string;
  /** Whether the person owns it, or stands above who does. */
  isTheirs: boolean;
  isHandedOver: boolean;
}

/** What somebody may do with a deal they see. */
export interface DealRights {
  /** What it says, and where it stands. */
  change: boolean;
  /** Whose it is. After a win shares are money: only who heads the department exchanges them then. */
  share: boolean;
  reopen: boolean;
  note: boolean;
  /** What is invoiced and paid is recorded by those who see the money, never by who earns by it. */
  credit: boolean;
  handOver: boolean;
}

/** Whether somebody works with customers and deals: in a sales department, or as an admin. */
export const worksInSales = (principal: Pick<Principal, 'roles' | 'departmentKind'>): boolean =>
  principal.departmentKind === 'sales' || principal.roles.includes('admin');

/** Whether somebody records what is invoiced, paid and refunded. */
const recordsMoney = (principal: Pick<Principal, 'roles'>): boolean =>
  principal.roles.some((role) => role === 'finance' || role === 'admin');

/** What somebody may do with a deal they see. */
export function dealRights(principal: Principal, deal: DealStanding): DealRights {
  const sells = worksInSales(principal);
  const isAdmin = principal.roles.includes('admin');
  const change = isAdmin || (sells && deal.isTheirs);
  const heads = isAdmin || principal.headsDepartmentIds.includes(deal.departmentId);
  const isWon = deal.stage === 'won';
  return {
    change,
    share: isWon ? heads : change,
    reopen: isWon ? heads && !deal.isHandedOver : change && !isOpenStage(deal.stage),
    note: sells,
    credit: isWon && recordsMoney(principal),
    handOver: isWon && change && !deal.isHandedOver,
  };
}
