const KEY = 'parley.theme';
const DARK = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark as the system says, until the reader says otherwise. @param {HTMLButtonElement} toggle */
export function themed(toggle) {
  const show = () => {
    const chosen = localStorage.getItem(KEY);
    const dark = chosen ? chosen === 'dark' : DARK.matches;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    toggle.textContent = dark ? 'Light' : 'Dark';
    toggle.setAttribute('aria-label', dark ? 'Use the light theme' : 'Use the dark theme');
  };
  toggle.addEventListener('click', () => {
    localStorage.setItem(KEY, document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    show();
  });
  DARK.addEventListener('change', show);
  show();
}
