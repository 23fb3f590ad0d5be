import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Page } from '../../domain/wire/common';
import type { PerDiemRateWire } from '../../domain/wire/per-diem';
import { api, type ApiProblem } from '../lib/api';
import type { FieldInput } from '../lib/kind-form';
import { keys } from '../lib/query-keys';
import { useT } from '../lib/i18n/language';

/** A place that a day away is worth something at, of those that finance has entered. */
export function PlaceField(props: FieldInput & { value: string | null }) {
  const t = useT();
  const query = useQuery<PerDiemRateWire[], ApiProblem>({
    queryKey: keys.perDiemRates,
    queryFn: async ({ signal }) =>
      (await api.get<Page<PerDiemRateWire>>('/per-diem-rates', undefined, signal)).items,
  });
  const places = [...new Set((query.data ?? []).map(({ place }) => place))];
  return (
    <Select
      {...props}
      label={t('Place')}
      withAsterisk
      searchable
      data={places}
      nothingFoundMessage={query.error ? query.error.message : t('No per diem is set for it')}
    />
  );
}
