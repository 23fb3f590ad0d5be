import { z } from 'zod';
import { FIGURE_IDS } from '../dashboards/figures';
import { VIEWS } from '../dashboards/views';
import { instantSchema, pageQuerySchema, personRefSchema } from './common';

/** `GET /dashboards`. */
export const dashboardQuerySchema = z.strictObject({ view: z.enum(VIEWS) });

const narrowing = {
  figure: z.enum(FIGURE_IDS),
  /** The bar; without it all of them. */
  by: z.string().min(1).max(200).optional(),
  /** The part of the bar. */
  part: z.string().min(1).max(200).optional(),
  /** Of a figure in money: sums are never over more than one. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Use a currency code such as "INR"')
    .optional(),
};

/** `GET /dashboards/rows.csv`: the rows behind a figure. */
export const figureRowFilterSchema = z.strictObject(narrowing);

/** `GET /dashboards/rows`. */
export const figureRowsQuerySchema = z.strictObject({ ...narrowing, ...pageQuerySchema.shape });

/** A bar, or a part of one. `value` is a decimal in the figure's unit: "3", "2.50" days, "1234.50" of `currency`. */
const figureGroupSchema = z.object({
  by: z.string(),
  /** What `by` is called, where it is the id of something. */
  label: z.string().nullable(),
  part: z.string().nullable(),
  currency: z.string().nullable(),
  count: z.number().int(),
  value: z.string(),
});

/** A figure with its bars; `totals` is over all of them, one for each currency. */
const dashboardFigureSchema = z.object({
  id: z.enum(FIGURE_IDS),
  groups: z.array(figureGroupSchema),
  totals: z.array(figureGroupSchema.pick({ currency: true, count: true, value: true })),
});

/** `GET /dashboards`. */
export const dashboardSchema = z.object({
  view: z.enum(VIEWS),
  zone: z.string(),
  asOf: instantSchema,
  figures: z.array(dashboardFigureSchema),
});

/** What a row is about, for a way there. */
const ROW_TARGETS = [
  'approval',
  'person',
  'onboarding',
  'mail',
  'advance',
  'leave-account',
] as const;

/** One row of `GET /dashboards/rows`. */
export const figureRowSchema = z.object({
  /** Unique within a figure: a row that counts in two bars is there twice. */
  id: z.string(),
  title: z.string(),
  person: personRefSchema.nullable(),
  department: z.string().nullable(),
  by: z.string(),
  label: z.string().nullable(),
  part: z.string().nullable(),
  at: instantSchema,
  value: z.string(),
  currency: z.string().nullable(),
  /** Null: there is nothing more the reader may see of it. */
  target: z.object({ to: z.enum(ROW_TARGETS), id: z.uuid() }).nullable(),
});

/** What `figureRowFilterSchema` describes. */
export type FigureRowFilter = z.infer<typeof figureRowFilterSchema>;
/** What `figureGroupSchema` describes. */
export type FigureGroup = z.infer<typeof figureGroupSchema>;
/** What `dashboardFigureSchema` describes. */
export type DashboardFigure = z.infer<typeof dashboardFigureSchema>;
/** What `dashboardSchema` describes. */
export type Dashboard = z.infer<typeof dashboardSchema>;
/** What `figureRowSchema` describes. */
export type FigureRow = z.infer<typeof figureRowSchema>;
