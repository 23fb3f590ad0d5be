// Runs before the first paint, so that a dark page never flashes white. A file, because the
// content security policy allows no inline scripts.
(function ({ localStorage, matchMedia, document }) {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const kept = localStorage.getItem('netra.color-scheme') ?? 'auto';
  const scheme = kept === 'auto' ? dark : kept;
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})(globalThis);
