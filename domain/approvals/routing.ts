import type { DepartmentKind } from '../roles';
import type { MoneyWire } from '../wire/common';
import type { StepDraft } from './steps';

/** What a kind says about a request for its policy to go by. */
export interface KindRouting {
  amount?: MoneyWire;
  /** Working days, "2.5". */
  days?: string;
  /** Without it, the requester's own department counts. */
  departmentId?: string;
  projectId?: string;
  /** What sort of request it is within its kind: "international", "B4". */
  category?: string;
  /** Ids of people who may not sign it, beside the requester: those who signed what it builds on. */
  barred?: string[];
  /** Signatures that what was found in the request calls for, whatever the policy in force says: after all others, in turn. */
  further?: StepDraft[];
}

/** Everything conditions can ask about. What is absent is not known, or there is none. */
export interface RoutingFacts extends KindRouting {
  departmentKind?: DepartmentKind;
  /** The requester's. */
  grade?: string;
}
