import { CreatePeople20261101090000 } from './20261101090000-create-people';
import { CreateApprovals20261101091000 } from './20261101091000-create-approvals';
import { CreateNotificationsAndMail20261101092000 } from './20261101092000-create-notifications-and-mail';
import { CreateRecords20261101093000 } from './20261101093000-create-records';
import { CreateLoginLimit20261101094000 } from './20261101094000-create-login-limit';
import { AddLeaveTypes20261101095000 } from './20261101095000-add-leave-types';
import { SealAudit20261124200000 } from './20261124200000-seal-audit';
import { CreateAppRole20261124201000 } from './20261124201000-create-app-role';

/** Every migration, oldest first. */
export const migrations = [
  CreatePeople20261101090000,
  CreateApprovals20261101091000,
  CreateNotificationsAndMail20261101092000,
  CreateRecords20261101093000,
  CreateLoginLimit20261101094000,
  AddLeaveTypes20261101095000,
  SealAudit20261124200000,
  CreateAppRole20261124201000,
];
