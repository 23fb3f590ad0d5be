// Icons are imported one by one: the package's index loads thousands of modules in the dev server.
declare module '@tabler/icons-react/dist/esm/icons/*' {
  import type { ComponentType } from 'react';
  const Icon: ComponentType<{
    size?: number | string;
    stroke?: number;
    color?: string;
    className?: string;
    'aria-hidden'?: boolean;
  }>;
  export default Icon;
}
