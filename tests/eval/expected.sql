-- The right answer to each question of questions.yaml for one person ($1), read as the owner of the database and not by
-- any tool. Whom somebody may see is walked here once more, from managers and heads, and not taken from the application.
-- One column, `value`, as text; no row or NULL where nothing may be told. Amounts in units, days in days, hours in hours.

-- setup
CREATE TEMP TABLE sees AS
WITH RECURSIVE line(viewer, person) AS (
  SELECT id, id FROM employee
  UNION SELECT l.viewer, e.id FROM line l JOIN employee e ON e.manager_id = l.person)
SELECT viewer, person FROM line
UNION SELECT d.head_id, e.id FROM department d JOIN employee e ON e.department_id = d.id WHERE d.head_id IS NOT NULL;
CREATE FUNCTION pg_temp.has_role(viewer uuid, VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql AS
  'SELECT EXISTS (SELECT FROM employee e WHERE e.id = $1 AND e.roles && $2)';
CREATE FUNCTION pg_temp.sees(viewer uuid, person uuid, VARIADIC everybody text[]) RETURNS boolean LANGUAGE sql AS
  'SELECT pg_temp.has_role($1, VARIADIC $3) OR EXISTS (SELECT FROM sees s WHERE s.viewer = $1 AND s.person = $2)';
CREATE FUNCTION pg_temp.below(viewer uuid, who uuid) RETURNS boolean LANGUAGE sql AS
  'WITH RECURSIVE line(person) AS (
     SELECT id FROM employee WHERE manager_id = $1
     UNION SELECT e.id FROM line l JOIN employee e ON e.manager_id = l.person)
   SELECT EXISTS (SELECT FROM line l WHERE l.person = $2)';
CREATE FUNCTION pg_temp.sees_deal(viewer uuid, deal_id uuid) RETURNS boolean LANGUAGE sql AS
  'SELECT pg_temp.sees($1, d.owner_id, ''admin'', ''finance'')
     OR d.department_id IN (SELECT h.id FROM department h WHERE h.head_id = $1)
     OR EXISTS (SELECT FROM deal_split s WHERE s.deal_id = d.id AND s.employee_id = $1)
   FROM deal d WHERE d.id = $2';
CREATE FUNCTION pg_temp.sees_project(viewer uuid, project uuid) RETURNS boolean LANGUAGE sql AS
  'SELECT pg_temp.has_role($1, ''admin'', ''finance'') OR p.manager_id = $1
     OR p.department_id IN (SELECT h.id FROM department h WHERE h.head_id = $1)
     OR EXISTS (SELECT FROM project_member m WHERE m.project_id = p.id AND m.employee_id = $1)
   FROM project p WHERE p.id = $2';
CREATE FUNCTION pg_temp.sees_request(viewer uuid, request uuid) RETURNS boolean LANGUAGE sql AS
  'SELECT pg_temp.sees($1, r.requester_id, ''admin'') OR EXISTS (SELECT FROM approval_task t
     WHERE t.request_id = r.id AND t.approver_id = $1 AND t.status IN (''open'', ''approved'', ''rejected'', ''superseded'', ''revoked''))
   FROM approval_request r WHERE r.id = $2';
CREATE FUNCTION pg_temp.sees_time(viewer uuid, worker uuid, project uuid, is_handed_in boolean) RETURNS boolean LANGUAGE sql AS
  'SELECT $1 = $2 OR ($4 AND (pg_temp.sees($1, $2, ''admin'') OR EXISTS (SELECT FROM project p WHERE p.id = $3
     AND (pg_temp.has_role($1, ''admin'', ''finance'') OR p.manager_id = $1
       OR p.department_id IN (SELECT h.id FROM department h WHERE h.head_id = $1)))))';
CREATE FUNCTION pg_temp.keeps_books(viewer uuid) RETURNS boolean LANGUAGE sql AS
  'SELECT pg_temp.has_role($1, ''admin'', ''finance'')';
CREATE TEMP VIEW spent AS
  SELECT c.employee_id, c.id, c.status, l.category, l.spent_on, l.amount_minor / 100.0 AS amount
  FROM expense_claim_line l JOIN expense_claim c ON c.id = l.claim_id;
CREATE TEMP VIEW owed AS
  SELECT i.id, i.due_on, i.invoiced_on, i.total_minor / 100.0 AS total, c.name AS customer, i.status, i.total_minor
    - coalesce((SELECT sum(a.amount_minor) FROM customer_allocation a WHERE a.invoice_id = i.id), 0) AS open_minor
  FROM customer_invoice i JOIN customer c ON c.id = i.customer_id WHERE i.kind = 'invoice';

-- leave-casual-left
SELECT sum(CASE entry WHEN 'grant' THEN units WHEN 'release' THEN units WHEN 'restore' THEN units ELSE -units END) / 100.0 AS value
FROM leave_ledger WHERE employee_id = $1 AND type = 'casual';
-- leave-taken-by-me
SELECT sum(units) / 100.0 AS value FROM leave_request
WHERE employee_id = $1 AND status = 'approved' AND from_on BETWEEN '2026-01-01' AND '2026-12-31';
-- leave-taken-by-team
SELECT sum(units) / 100.0 AS value FROM leave_request
WHERE pg_temp.below($1, employee_id) AND status = 'approved' AND from_on BETWEEN '2026-01-01' AND '2026-12-31';
-- leave-out-december
SELECT count(*) AS value FROM leave_request l JOIN employee e ON e.id = l.employee_id
WHERE l.status = 'approved' AND l.from_on <= '2026-12-31' AND l.to_on >= '2026-12-01' AND (pg_temp.sees($1, e.id, 'admin', 'hr')
  OR e.department_id = (SELECT department_id FROM employee WHERE id = $1));
-- leave-rejected
SELECT count(*) AS value FROM leave_request
WHERE status = 'rejected' AND from_on <= '2025-12-31' AND to_on >= '2025-01-01' AND pg_temp.sees($1, employee_id, 'admin', 'hr');
-- leave-sick-of-asha
SELECT sum(units) / 100.0 AS value FROM leave_request l JOIN employee e ON e.id = l.employee_id
WHERE e.name = 'Asha Pillai' AND l.type = 'sick' AND l.status = 'approved' AND from_on BETWEEN '2025-01-01' AND '2025-12-31'
  AND pg_temp.sees($1, e.id, 'admin', 'hr');
-- leave-next-holiday
SELECT min(h.on_date)::text AS value FROM calendar_holiday h JOIN location_calendar k ON k.calendar_id = h.calendar_id
  JOIN employee e ON e.location_id = k.location_id
WHERE e.id = $1 AND h.on_date >= '2026-11-20';
-- leave-earned-of-team
SELECT sum(CASE entry WHEN 'grant' THEN units WHEN 'release' THEN units WHEN 'restore' THEN units ELSE -units END) / 100.0 AS value
FROM leave_ledger WHERE pg_temp.below($1, employee_id) AND type = 'earned';

-- expense-mine
SELECT sum(amount) AS value FROM spent WHERE employee_id = $1 AND spent_on BETWEEN '2026-01-01' AND '2026-12-31';
-- expense-by-category
SELECT sum(amount) AS value FROM spent
WHERE pg_temp.sees($1, employee_id, 'admin', 'finance') AND spent_on BETWEEN '2025-01-01' AND '2025-12-31';
-- expense-team-travel
SELECT sum(amount) AS value FROM spent
WHERE pg_temp.below($1, employee_id) AND category = 'travel' AND spent_on BETWEEN '2026-07-01' AND '2026-09-30';
-- expense-over
SELECT count(*) AS value FROM (SELECT id FROM spent WHERE pg_temp.sees($1, employee_id, 'admin', 'finance')
  GROUP BY id HAVING sum(amount) >= 20000) AS big;
-- expense-rejected
SELECT count(*) AS value FROM expense_claim
WHERE status = 'rejected' AND pg_temp.sees($1, employee_id, 'admin', 'finance');
-- expense-who-most
SELECT e.name AS value FROM spent s JOIN employee e ON e.id = s.employee_id
WHERE pg_temp.sees($1, e.id, 'admin', 'finance') AND spent_on BETWEEN '2026-01-01' AND '2026-12-31'
GROUP BY e.id ORDER BY sum(amount) DESC LIMIT 1;
-- expense-compared
SELECT sum(amount) AS value FROM spent
WHERE pg_temp.sees($1, employee_id, 'admin', 'finance') AND spent_on BETWEEN '2025-01-01' AND '2025-12-31';
-- expense-hotels
SELECT sum(amount) AS value FROM spent WHERE pg_temp.sees($1, employee_id, 'admin', 'finance') AND category = 'lodging'
  AND spent_on BETWEEN '2026-01-01' AND '2026-12-31';
-- expense-biggest-mine
SELECT sum(amount) AS value FROM spent WHERE employee_id = $1 GROUP BY id ORDER BY 1 DESC LIMIT 1;

-- approval-inbox
SELECT count(DISTINCT r.id) AS value FROM approval_task t JOIN approval_request r ON r.id = t.request_id
WHERE t.approver_id = $1 AND t.status = 'open' AND r.status = 'pending';
-- approval-mine
SELECT count(*) AS value FROM approval_request WHERE requester_id = $1 AND status = 'pending';
-- approval-by-status
SELECT count(*) AS value FROM approval_request WHERE pg_temp.sees_request($1, id);
-- approval-by-month
SELECT count(*) AS value FROM approval_request r WHERE pg_temp.sees_request($1, id)
  AND (submitted_at AT TIME ZONE 'Asia/Kolkata')::date BETWEEN '2026-01-01' AND '2026-12-31';
-- approval-by-approver
SELECT count(*) AS value FROM approval_decision d WHERE pg_temp.sees_request($1, d.request_id)
  AND (d.received_at AT TIME ZONE 'Asia/Kolkata')::date BETWEEN '2026-07-01' AND '2026-09-30'
  AND NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = d.id);
-- approval-leave-status
SELECT count(*) AS value FROM approval_request WHERE kind = 'leave' AND pg_temp.sees_request($1, id)
  AND (submitted_at AT TIME ZONE 'Asia/Kolkata')::date BETWEEN '2025-01-01' AND '2025-12-31';
-- approval-channel
SELECT count(*) AS value FROM approval_decision d WHERE pg_temp.sees_request($1, d.request_id)
  AND (d.received_at AT TIME ZONE 'Asia/Kolkata')::date BETWEEN '2026-01-01' AND '2026-12-31'
  AND NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = d.id);
-- approval-compared
SELECT count(*) AS value FROM approval_request WHERE pg_temp.sees_request($1, id)
  AND (submitted_at AT TIME ZONE 'Asia/Kolkata')::date BETWEEN '2025-01-01' AND '2025-12-31';

-- project-active
SELECT count(*) AS value FROM project WHERE status = 'active' AND pg_temp.sees_project($1, id);
-- project-of-customer
SELECT count(*) AS value FROM project WHERE customer = 'Kaveri Credit' AND pg_temp.sees_project($1, id);
-- project-margin
SELECT (SELECT coalesce(sum(CASE a.kind WHEN 'income' THEN l.credit_minor - l.debit_minor ELSE l.credit_minor - l.debit_minor END), 0)
    FROM journal_line l JOIN account a ON a.id = l.account_id WHERE l.project_id = p.id AND a.kind IN ('income', 'expense')) / 100.0
  - (SELECT coalesce(sum(t.cost_minor), 0) FROM timesheet_line t WHERE t.project_id = p.id AND t.approved_at IS NOT NULL) / 100.0 AS value
FROM project p WHERE p.name = 'Dealer portal' AND pg_temp.keeps_books($1);
-- project-customers
SELECT sum(l.credit_minor - l.debit_minor) / 100.0 AS value
FROM journal_line l JOIN account a ON a.id = l.account_id JOIN journal_entry j ON j.id = l.entry_id
WHERE a.kind = 'income' AND l.project_id IS NOT NULL AND j.posted_on BETWEEN '2026-04-01' AND '2027-03-31' AND pg_temp.keeps_books($1);
-- project-hours
SELECT sum(minutes) / 60.0 AS value FROM timesheet_line
WHERE worked_on BETWEEN '2026-10-01' AND '2026-10-31' AND pg_temp.sees_time($1, employee_id, project_id, sheet_id IS NOT NULL);
-- project-hours-of-divya
SELECT sum(minutes) / 60.0 AS value FROM timesheet_line l JOIN employee e ON e.id = l.employee_id
WHERE e.name = 'Divya Reddy' AND billable AND worked_on BETWEEN '2026-10-01' AND '2026-10-31'
  AND pg_temp.sees($1, e.id, 'admin', 'hr') AND pg_temp.sees_time($1, employee_id, project_id, sheet_id IS NOT NULL);
-- project-managed
SELECT count(*) AS value FROM project p JOIN employee e ON e.id = p.manager_id
WHERE e.name = 'Imran Sheikh' AND pg_temp.sees_project($1, p.id);
-- project-hours-monthly
SELECT sum(minutes) / 60.0 AS value FROM timesheet_line
WHERE worked_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.sees_time($1, employee_id, project_id, sheet_id IS NOT NULL);

-- deal-open
SELECT count(*) AS value FROM deal WHERE closed_on IS NULL AND pg_temp.sees_deal($1, id);
-- deal-won
SELECT sum(amount_minor) / 100.0 AS value FROM deal
WHERE stage = 'won' AND closed_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.sees_deal($1, id);
-- deal-pipeline
SELECT sum(amount_minor) / 100.0 AS value FROM deal WHERE closed_on IS NULL AND pg_temp.sees_deal($1, id);
-- deal-over
SELECT count(*) AS value FROM deal WHERE amount_minor >= 250000000 AND pg_temp.sees_deal($1, id);
-- incentive-mine
SELECT sum(s.payable_minor) / 100.0 AS value FROM incentive_statement s JOIN incentive_run r ON r.id = s.run_id
WHERE s.employee_id = $1 AND r.from_on <= '2026-09-30' AND r.to_on >= '2026-07-01' AND r.status = 'published';
-- incentive-team
SELECT sum(s.payable_minor) / 100.0 AS value
FROM incentive_statement s JOIN incentive_run r ON r.id = s.run_id JOIN incentive_plan p ON p.id = r.plan_id
WHERE pg_temp.below($1, s.employee_id) AND r.from_on <= '2026-12-31' AND r.to_on >= '2026-01-01' AND r.status <> 'discarded'
  AND (r.status = 'published' OR pg_temp.keeps_books($1) OR p.department_id IN (SELECT id FROM department WHERE head_id = $1));
-- deal-lost
SELECT count(*) AS value FROM deal
WHERE stage = 'lost' AND closed_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.sees_deal($1, id);

-- invoice-overdue
SELECT count(*) AS value FROM owed
WHERE status = 'issued' AND open_minor > 0 AND due_on < '2026-11-20' AND pg_temp.keeps_books($1);
-- invoice-of-customer
SELECT sum(total) AS value FROM owed
WHERE customer = 'Malabar Foods' AND invoiced_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.keeps_books($1);
-- invoice-owed
SELECT sum(l.debit_minor - l.credit_minor) / 100.0 AS value
FROM journal_line l JOIN account a ON a.id = l.account_id JOIN journal_entry j ON j.id = l.entry_id
WHERE a.control = 'receivable' AND j.posted_on <= '2026-11-20' AND pg_temp.keeps_books($1);
-- invoice-large
SELECT count(*) AS value FROM owed
WHERE status = 'issued' AND open_minor > 0 AND total >= 500000 AND pg_temp.keeps_books($1);
-- invoice-profit
SELECT sum(l.credit_minor - l.debit_minor) / 100.0 AS value
FROM journal_line l JOIN account a ON a.id = l.account_id JOIN journal_entry j ON j.id = l.entry_id
WHERE a.kind IN ('income', 'expense') AND j.posted_on BETWEEN '2025-01-01' AND '2025-12-31' AND pg_temp.keeps_books($1);
-- invoice-aging
SELECT sum(l.debit_minor - l.credit_minor) / 100.0 AS value
FROM journal_line l JOIN account a ON a.id = l.account_id JOIN journal_entry j ON j.id = l.entry_id
WHERE a.control = 'receivable' AND j.posted_on <= '2026-11-20' AND pg_temp.keeps_books($1);

-- people-by-department
SELECT count(*) AS value FROM employee WHERE active AND pg_temp.sees($1, id, 'admin', 'hr');
-- people-line
SELECT count(*) AS value FROM employee e WHERE (e.active AND e.manager_id = $1)
  OR e.id = (SELECT manager_id FROM employee WHERE id = $1)
  OR (pg_temp.below(e.id, $1) AND pg_temp.sees($1, e.id, 'admin', 'hr'));
-- people-joined
SELECT count(*) AS value FROM employee WHERE active AND joined_on >= '2022-01-01' AND pg_temp.sees($1, id, 'admin', 'hr');
-- people-in-sales
SELECT count(*) AS value FROM employee e JOIN department d ON d.id = e.department_id
WHERE e.active AND d.name = 'Sales' AND pg_temp.sees($1, e.id, 'admin', 'hr');
-- people-by-place
SELECT count(*) AS value FROM employee WHERE active AND pg_temp.sees($1, id, 'admin', 'hr')
GROUP BY location_id ORDER BY 1 DESC LIMIT 1;
-- people-my-manager
SELECT m.name AS value FROM employee e JOIN employee m ON m.id = e.manager_id WHERE e.id = $1;

-- chat-forecast
SELECT count(*) AS value FROM chat_message m JOIN conversation_member o ON o.conversation_id = m.conversation_id
WHERE o.user_id = $1 AND o.left_at IS NULL AND m.deleted_at IS NULL AND m.text ILIKE '%forecast%';
-- chat-projector
SELECT count(*) AS value FROM chat_message m JOIN conversation_member o ON o.conversation_id = m.conversation_id
WHERE o.user_id = $1 AND o.left_at IS NULL AND m.deleted_at IS NULL AND m.text ILIKE '%projector%';
-- chat-timesheets
SELECT count(*) AS value FROM chat_message m JOIN conversation_member o ON o.conversation_id = m.conversation_id
WHERE o.user_id = $1 AND o.left_at IS NULL AND m.deleted_at IS NULL AND m.text ILIKE '%timesheets%';

-- whole-deals-between
SELECT count(*) AS value FROM deal WHERE amount_minor BETWEEN 100000000 AND 200000000 AND pg_temp.sees_deal($1, id);
-- whole-claims-between
SELECT count(*) AS value FROM (SELECT id FROM spent WHERE pg_temp.sees($1, employee_id, 'admin', 'finance')
  GROUP BY id HAVING sum(amount) BETWEEN 10000 AND 20000) AS middling;
-- whole-invoices-between
SELECT count(*) AS value FROM owed
WHERE status = 'issued' AND open_minor > 0 AND total BETWEEN 100000 AND 500000 AND pg_temp.keeps_books($1);
-- whole-consulting-revenue
SELECT sum(l.credit_minor - l.debit_minor) / 100.0 AS value
FROM journal_line l JOIN account a ON a.id = l.account_id JOIN journal_entry j ON j.id = l.entry_id
  JOIN project p ON p.id = l.project_id JOIN department d ON d.id = p.department_id
WHERE a.kind = 'income' AND d.name = 'Consulting' AND j.posted_on BETWEEN '2026-04-01' AND '2027-03-31' AND pg_temp.keeps_books($1);
-- whole-consulting-projects
SELECT count(*) AS value FROM project p JOIN department d ON d.id = p.department_id
WHERE d.name = 'Consulting' AND pg_temp.sees_project($1, p.id);
-- whole-joined
SELECT count(*) AS value FROM employee
WHERE active AND joined_on BETWEEN '2022-01-01' AND '2022-12-31' AND pg_temp.sees($1, id, 'admin', 'hr');
-- whole-managers
SELECT count(*) AS value FROM employee WHERE active AND 'manager' = ANY(roles) AND pg_temp.sees($1, id, 'admin', 'hr');
-- whole-incentive-most
SELECT max(s.payable_minor) / 100.0 AS value
FROM incentive_statement s JOIN incentive_run r ON r.id = s.run_id JOIN incentive_plan p ON p.id = r.plan_id
WHERE pg_temp.below($1, s.employee_id) AND r.from_on <= '2026-12-31' AND r.to_on >= '2026-01-01' AND r.status <> 'discarded'
  AND (r.status = 'published' OR pg_temp.keeps_books($1) OR p.department_id IN (SELECT id FROM department WHERE head_id = $1));
-- whole-last-quarters
SELECT sum(amount) AS value FROM spent WHERE employee_id = $1 AND spent_on BETWEEN '2026-04-01' AND '2026-09-30';
-- whole-week
SELECT sum(minutes) / 60.0 AS value FROM timesheet_line WHERE employee_id = $1 AND worked_on BETWEEN '2026-11-02' AND '2026-11-08';
-- whole-average-claim
SELECT round(sum(amount) / count(DISTINCT id), 2) AS value FROM spent
WHERE spent_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.sees($1, employee_id, 'admin', 'finance');
-- whole-average-deal
SELECT round(avg(amount_minor)) / 100 AS value FROM deal
WHERE stage = 'won' AND closed_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.sees_deal($1, id);
-- whole-average-invoice
SELECT round(avg(total), 2) AS value FROM owed
WHERE invoiced_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.keeps_books($1);
-- whole-without-travel
SELECT sum(amount) AS value FROM spent WHERE spent_on BETWEEN '2026-01-01' AND '2026-12-31'
  AND category IN ('lodging', 'supplies', 'training', 'other') AND pg_temp.sees($1, employee_id, 'admin', 'finance');
-- whole-unsettled
SELECT count(*) AS value FROM owed WHERE (status = 'draft' OR open_minor > 0) AND pg_temp.keeps_books($1);
-- whole-projects-left
SELECT count(*) AS value FROM project WHERE status IN ('planned', 'active', 'live') AND pg_temp.sees_project($1, id);
-- whole-approval-rate
SELECT round(100.0 * count(*) FILTER (WHERE status = 'approved') / nullif(count(*), 0), 2) AS value FROM approval_request
WHERE kind = 'expense-claim' AND status IN ('approved', 'rejected') AND pg_temp.sees_request($1, id)
  AND (submitted_at AT TIME ZONE 'Asia/Kolkata')::date BETWEEN '2026-01-01' AND '2026-12-31';
-- whole-win-rate
SELECT round(100.0 * count(*) FILTER (WHERE stage = 'won') / nullif(count(*), 0), 2) AS value FROM deal
WHERE stage IN ('won', 'lost') AND closed_on BETWEEN '2026-01-01' AND '2026-12-31' AND pg_temp.sees_deal($1, id);
-- whole-my-decisions
SELECT count(*) FILTER (WHERE d.verdict = 'approve') AS value FROM approval_decision d
WHERE d.decided_by = $1 AND NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = d.id)
  AND pg_temp.sees_request($1, d.request_id) AND (d.received_at AT TIME ZONE 'Asia/Kolkata')::date BETWEEN '2026-01-01' AND '2026-12-31';
-- whole-due
SELECT count(*) AS value FROM owed WHERE status = 'issued' AND open_minor > 0
  AND due_on BETWEEN '2026-12-01' AND '2026-12-31' AND pg_temp.keeps_books($1);
