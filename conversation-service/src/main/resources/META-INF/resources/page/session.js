import {byId} from './dom.js';

const KEY = 'parley.token';

/** The caller's token. It lives as long as the tab and is sent to this server only. */
export class Session {
  #dialog = byId('sign-in');
  #token = byId('token');
  #reason = byId('sign-in-reason');

  /** @param {() => void} signedIn */
  constructor(signedIn) {
    // Without a token there is nothing to go back to.
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
    byId('sign-in-form').addEventListener('submit', (event) => {
      event.preventDefault();
      sessionStorage.setItem(KEY, this.#token.value.trim().replace(/^Bearer\s+/i, ''));
      this.#token.value = '';
      this.#dialog.close();
      signedIn();
    });
  }

  get token() {
    return sessionStorage.getItem(KEY);
  }

  /** Who the token says the caller is; the server decides whether that is true. */
  get name() {
    try {
      const claims = (this.token ?? '').split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
      return String(JSON.parse(atob(claims)).sub);
    } catch {
      // Not a token that this page can read: nothing to show.
      return '';
    }
  }

  /** Forgets the token and asks for one. @param {string} reason */
  ask(reason) {
    sessionStorage.removeItem(KEY);
    this.#reason.textContent = reason;
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#token.focus();
  }
}
