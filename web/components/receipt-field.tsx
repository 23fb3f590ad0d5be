import { uploadAddress, UploadField, type UploadKind } from './upload-field';

const RECEIPTS: UploadKind = { path: '/expense-receipts', noun: 'receipt' };

/** Where a receipt is looked at. */
export function receiptAddress(id: string): string {
  return uploadAddress(RECEIPTS, id);
}

/** The receipts of a line. */
export function ReceiptField(props: {
  value: string[];
  onChange: (ids: string[]) => void;
  error?: React.ReactNode;
}) {
  return <UploadField kind={RECEIPTS} {...props} />;
}
