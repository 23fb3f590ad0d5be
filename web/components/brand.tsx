/** The mark: an eye that has seen and agreed. */
export function Brand({ size = 28 }: { size?: number }) {
  return <img src="/icon.svg" width={size} height={size} alt="" />;
}
