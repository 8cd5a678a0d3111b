const KEY = 'parley.theme';
const DARK = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark as the system says, until the reader says otherwise. @param {HTMLButtonElement} toggle */
export function themed(toggle) {
  const isDark = () => (localStorage.getItem(KEY) ?? (DARK.matches ? 'dark' : 'light')) === 'dark';
  const show = () => {
    const chosen = localStorage.getItem(KEY);
    if (chosen) {
      document.documentElement.dataset.theme = chosen;
    }
    toggle.textContent = isDark() ? 'Light' : 'Dark';
    toggle.setAttribute('aria-label', `Use the ${isDark() ? 'light' : 'dark'} theme`);
  };
  toggle.addEventListener('click', () => {
    localStorage.setItem(KEY, isDark() ? 'light' : 'dark');
    show();
  });
  DARK.addEventListener('change', show);
  show();
}
