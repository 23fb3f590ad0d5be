import { Select, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { SIZES } from '../../../../domain/preboarding/vocabulary';
import type { DraftDetails } from '../../../../domain/wire/preboarding';
import { Section } from '../../../components/section';
import { DETAIL_WORDS } from '../words';

type Field = (
  name: keyof DraftDetails,
) => ReturnType<UseFormReturnType<DraftDetails>['getInputProps']>;

function DetailField(props: {
  field: Field;
  name: Exclude<keyof DraftDetails, 'size'>;
  autoComplete?: string;
}) {
  const { field, name, autoComplete } = props;
  return (
    <TextInput
      label={DETAIL_WORDS[name]}
      withAsterisk
      autoComplete={autoComplete}
      inputMode={/phone/i.test(name) ? 'tel' : undefined}
      {...field(name)}
    />
  );
}

/** Where somebody lives, and whom to call; bound to whatever form has these fields. */
export function PersonFields({ field }: { field: Field }) {
  return (
    <>
      <Section title="Where you live">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DetailField field={field} name="phone" autoComplete="tel" />
          <DetailField field={field} name="street" autoComplete="street-address" />
          <DetailField field={field} name="city" autoComplete="address-level2" />
          <DetailField field={field} name="postalCode" autoComplete="postal-code" />
          <DetailField field={field} name="country" autoComplete="country-name" />
          <Select
            label={DETAIL_WORDS.size}
            description="If you would like a shirt"
            clearable
            clearButtonProps={{ 'aria-label': 'Take no size' }}
            data={[...SIZES]}
            {...field('size')}
          />
        </SimpleGrid>
      </Section>
      <Section title="In an emergency">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DetailField field={field} name="contactName" />
          <DetailField field={field} name="contactRelation" />
          <DetailField field={field} name="contactPhone" />
        </SimpleGrid>
      </Section>
    </>
  );
}
