import type { KindFieldsProps, KindForm } from '../../lib/kind-form';
import { SchemaFields } from './components/schema-fields';
import type { Kind } from './kinds';
import { emptyValues, pruneFields, readShape } from './schema-shape';

// Found by their place: a new kind's form needs no line here.
const forms = import.meta.glob<KindForm>('../../../approvals/*/form.tsx');

/** The form drawn from a kind's schema, for kinds that bring none. */
function drawnForm(kind: Kind): KindForm {
  const fields = readShape(kind.request);
  return {
    Fields: ({ form }: KindFieldsProps) => <SchemaFields form={form} fields={fields} />,
    initialValues: (search) => {
      const values = emptyValues(fields);
      for (const [name, value] of search) if (name in fields) values[name] = value;
      return values;
    },
    toRequest: (values) => pruneFields(values, fields),
  };
}

/** A kind's own form, or the one drawn from its schema. */
export async function loadForm(kind: Kind): Promise<KindForm> {
  const load = forms[`../../../approvals/${kind.id}/form.tsx`];
  return load ? load() : drawnForm(kind);
}
