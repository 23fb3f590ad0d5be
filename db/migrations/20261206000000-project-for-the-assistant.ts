import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the assistant's role judges by, and what of people and absences everybody may know: copies kept by triggers, so
 * that no policy on a table has to read that very table, nor grant a name with all that stands beside it.
 */
export class ProjectForTheAssistant20261206000000 implements MigrationInterface {
  name = 'ProjectForTheAssistant20261206000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COPIES);
    await runner.query(PEOPLE);
    await runner.query(RECORDS);
    await runner.query(SALES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER colleague_follows ON employee;
      DROP TRIGGER absence_follows ON leave_request;
      DROP SCHEMA authz CASCADE;
    `);
  }
}

const COPIES = `
  CREATE SCHEMA authz;

  -- Names, as everybody can write to everybody, and where somebody stands. Nothing else of them.
  CREATE TABLE authz.colleague (
    id uuid PRIMARY KEY REFERENCES employee (id) ON DELETE CASCADE,
    name text NOT NULL,
    department_id uuid,
    roles text[] NOT NULL,
    active boolean NOT NULL
  );
  CREATE INDEX colleague_department ON authz.colleague (department_id);

  -- That somebody is away, without why: what the calendar of absences shows to colleagues.
  CREATE TABLE authz.absence (
    leave_request_id uuid PRIMARY KEY REFERENCES leave_request (id) ON DELETE CASCADE,
    employee_id uuid NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
    from_on date NOT NULL,
    to_on date NOT NULL
  );
  CREATE INDEX absence_days ON authz.absence (from_on, to_on);

  INSERT INTO authz.colleague SELECT id, name, department_id, roles, active FROM employee;
  INSERT INTO authz.absence SELECT id, employee_id, from_on, to_on FROM leave_request WHERE status = 'approved';

  CREATE FUNCTION authz.colleague_follows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO authz.colleague VALUES (NEW.id, NEW.name, NEW.department_id, NEW.roles, NEW.active)
    ON CONFLICT (id) DO UPDATE SET (name, department_id, roles, active)
      = (excluded.name, excluded.department_id, excluded.roles, excluded.active);
    RETURN NULL;
  END $$;
  CREATE TRIGGER colleague_follows AFTER INSERT OR UPDATE OF name, department_id, roles, active ON employee
    FOR EACH ROW EXECUTE FUNCTION authz.colleague_follows();

  CREATE FUNCTION authz.absence_follows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.status = 'approved' THEN
      INSERT INTO authz.absence VALUES (NEW.id, NEW.employee_id, NEW.from_on, NEW.to_on)
      ON CONFLICT (leave_request_id) DO UPDATE SET (from_on, to_on) = (excluded.from_on, excluded.to_on);
    ELSIF TG_OP = 'UPDATE' AND OLD.status = 'approved' THEN
      DELETE FROM authz.absence WHERE leave_request_id = NEW.id;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER absence_follows AFTER INSERT OR UPDATE OF status, from_on, to_on ON leave_request
    FOR EACH ROW EXECUTE FUNCTION authz.absence_follows();
`;

/** Who asks, and whose records that opens: the twin of scope in domain/access. */
const PEOPLE = `
  -- Null without a person, as after the transaction that named one, and for somebody who has left: then nothing is visible.
  CREATE FUNCTION authz.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT id FROM authz.colleague WHERE id = nullif(current_setting('netra.uid', true), '')::uuid AND active
  $$;
  CREATE FUNCTION authz.holds(VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM authz.colleague WHERE id = authz.uid() AND roles && wanted)
  $$;
  -- Whose records of a kind one sees all of.
  CREATE FUNCTION authz.sees_all(resource text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN resource IN ('person', 'leave') THEN authz.holds('admin', 'hr')
      WHEN resource = 'approval' THEN authz.holds('admin')
      WHEN resource IN ('expense', 'project', 'customer', 'deal', 'earnings', 'books') THEN authz.holds('admin', 'finance')
      ELSE false END
  $$;
  CREATE FUNCTION authz.headed() RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY(SELECT headed FROM departments_headed_by(authz.uid()) AS headed)
  $$;
  CREATE FUNCTION authz.departments(resource text) RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT authz.headed() || ARRAY(
      SELECT department FROM access_grant g, departments_within(g.department_id) AS department
      WHERE g.grantee_id = authz.uid() AND resource = ANY(g.resources) AND g.granted_at IS NOT NULL
        AND g.revoked_at IS NULL AND g.ends_at > clock_timestamp())
  $$;
  -- Oneself, everybody below in line, and the people of departments that one heads or may look into.
  CREATE FUNCTION authz.people(resource text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT below FROM reporting_line WHERE above = authz.uid()
    UNION SELECT id FROM authz.colleague WHERE department_id = ANY(authz.departments(resource))
  $$;
`;

/** Asked by policies of other tables than the one they read: a policy that reads its own table has no end. */
const RECORDS = `
  CREATE FUNCTION authz.asked() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT request_id FROM approval_task WHERE approver_id = authz.uid()
      AND status IN ('open', 'approved', 'rejected', 'superseded', 'revoked')
  $$;
  CREATE FUNCTION authz.sees_request(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  BEGIN RETURN EXISTS (SELECT FROM approval_request WHERE id = wanted); END $$;

  CREATE FUNCTION authz.member_of() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM project_member WHERE employee_id = authz.uid()
  $$;
  CREATE FUNCTION authz.sees_project(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  BEGIN RETURN EXISTS (SELECT FROM project WHERE id = wanted); END $$;
  -- Projects whose money one sees: members do not, and no grant opens it.
  CREATE FUNCTION authz.accounts() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT id FROM project WHERE manager_id = authz.uid() OR department_id = ANY(authz.headed())
  $$;

  CREATE FUNCTION authz.rooms() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT conversation_id FROM conversation_member WHERE user_id = authz.uid() AND left_at IS NULL
      AND NOT EXISTS (SELECT FROM restriction r WHERE r.person_id = authz.uid() AND r.chat AND r.lifted_at IS NULL
        AND (r.until IS NULL OR r.until > now()))
  $$;

  CREATE FUNCTION authz.plans() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT m.plan_id FROM incentive_member m JOIN reporting_line l ON l.below = m.employee_id
    WHERE l.above = authz.uid()
  $$;
`;

/** The records of sales are apart from consulting: there, the reporting line opens none. */
const SALES = `
  CREATE FUNCTION authz.sellers() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT authz.uid()
    UNION SELECT l.below FROM reporting_line l JOIN authz.colleague c ON c.id = l.above
      LEFT JOIN department d ON d.id = c.department_id
    WHERE l.above = authz.uid() AND d.kind IS DISTINCT FROM 'consulting'
  $$;
  CREATE FUNCTION authz.shared_deals() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT deal_id FROM deal_split WHERE employee_id = authz.uid()
  $$;
  CREATE FUNCTION authz.sees_deal(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  BEGIN RETURN EXISTS (SELECT FROM deal WHERE id = wanted); END $$;
  -- Who sees a deal sees whom it is with, unless the deal is only lent.
  CREATE FUNCTION authz.dealt_with() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT customer_id FROM deal WHERE owner_id = ANY(ARRAY(SELECT authz.sellers()))
      OR department_id = ANY(authz.headed()) OR id = ANY(ARRAY(SELECT authz.shared_deals()))
  $$;
`;
