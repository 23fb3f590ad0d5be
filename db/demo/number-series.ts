import { officeDate } from './office-hours';
import type { DemoRows } from './rows';

/** The numbers of documents, given out in the order of their approval. */
export interface NumberSeries {
  /** The next of a series, by the year of the office's date: "PO-2026-0001". */
  next(series: 'PO' | 'BILL' | 'REQ' | 'D', approvedAt: number): string;
  /** The next of a series that counts by fiscal year. */
  ofYear(series: 'INV' | 'CN' | 'RCPT', year: number): string;
  /** Adds the counters, so that the next approval goes on from there. */
  write(): void;
}

/** Counts from one in each year. */
export function numberSeries(rows: DemoRows): NumberSeries {
  const counters = new Map<string, { series: string; year: number; last: number }>();
  const take = (series: string, year: number) => {
    const counter = counters.get(`${series}-${year}`) ?? { series, year, last: 0 };
    counter.last += 1;
    counters.set(`${series}-${year}`, counter);
    return `${series}-${year}-${String(counter.last).padStart(4, '0')}`;
  };
  return {
    next: (series, approvedAt) => take(series, Number(officeDate(approvedAt).slice(0, 4))),
    ofYear: take,
    write() {
      for (const counter of counters.values()) rows.add('document_number', counter);
    },
  };
}
