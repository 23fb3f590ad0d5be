import { Select, type SelectProps } from '@mantine/core';

/** Narrows a list to one of a few, or shows all of it; what `all` says stands there then, and names the way back. */
export function ChoiceFilter(
  props: Pick<SelectProps, 'label' | 'data' | 'onChange' | 'w' | 'maw' | 'mb' | 'searchable'> & {
    all: string;
    /** Where `all` alone does not say of what. */
    clearLabel?: string;
    value: string | undefined;
  },
) {
  const { all, clearLabel = all, value, ...rest } = props;
  return (
    <Select
      {...rest}
      placeholder={all}
      clearable
      clearButtonProps={{ 'aria-label': clearLabel }}
      value={value ?? null}
    />
  );
}
