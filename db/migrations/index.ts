import { CreatePeople20261101090000 } from './20261101090000-create-people';
import { CreateApprovals20261101091000 } from './20261101091000-create-approvals';
import { CreateNotificationsAndMail20261101092000 } from './20261101092000-create-notifications-and-mail';
import { CreateRecords20261101093000 } from './20261101093000-create-records';
import { CreateLoginLimit20261101094000 } from './20261101094000-create-login-limit';
import { AddLeaveTypes20261101095000 } from './20261101095000-add-leave-types';
import { AddRounds20261124000000 } from './20261124000000-add-rounds';
import { AddEmployeeGrade20261124100000 } from './20261124100000-add-employee-grade';
import { CreateApprovalPolicies20261124101000 } from './20261124101000-create-approval-policies';
import { CreatePurchasing20261124800000 } from './20261124800000-create-purchasing';
import { CreatePeopleRequests20261124801000 } from './20261124801000-create-people-requests';

/** Every migration, oldest first. */
export const migrations = [
  CreatePeople20261101090000,
  CreateApprovals20261101091000,
  CreateNotificationsAndMail20261101092000,
  CreateRecords20261101093000,
  CreateLoginLimit20261101094000,
  AddLeaveTypes20261101095000,
  AddRounds20261124000000,
  AddEmployeeGrade20261124100000,
  CreateApprovalPolicies20261124101000,
  CreatePurchasing20261124800000,
  CreatePeopleRequests20261124801000,
];
