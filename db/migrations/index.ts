import { CreatePeople20261101090000 } from './20261101090000-create-people';
import { CreateApprovals20261101091000 } from './20261101091000-create-approvals';
import { CreateNotificationsAndMail20261101092000 } from './20261101092000-create-notifications-and-mail';
import { CreateRecords20261101093000 } from './20261101093000-create-records';
import { CreateLoginLimit20261101094000 } from './20261101094000-create-login-limit';
import { AddLeaveTypes20261101095000 } from './20261101095000-add-leave-types';
import { IndexClosedRequests20261124700000 } from './20261124700000-index-closed-requests';
import { IndexFailedMail20261124701000 } from './20261124701000-index-failed-mail';

/** Every migration, oldest first. */
export const migrations = [
  CreatePeople20261101090000,
  CreateApprovals20261101091000,
  CreateNotificationsAndMail20261101092000,
  CreateRecords20261101093000,
  CreateLoginLimit20261101094000,
  AddLeaveTypes20261101095000,
  IndexClosedRequests20261124700000,
  IndexFailedMail20261124701000,
];
