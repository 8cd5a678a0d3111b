import {byId} from './dom.js';

/** The box at the bottom: Enter sends, Escape stops. */
export class Composer {
  #text = byId('text');
  #send = byId('send');
  #stop = byId('stop');
  #sending = false;

  /** @param {{send: (text: string) => Promise<void>, stop: () => void}} actions */
  constructor({send, stop}) {
    const form = byId('composer');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit(send);
    });
    this.#text.addEventListener('keydown', (event) => {
      // While a word is being composed, Enter ends the word.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      } else if (event.key === 'Escape' && !this.#stop.hidden) {
        stop();
      }
    });
    this.#stop.addEventListener('click', stop);
  }

  /** @param {boolean} busy whether an answer is on its way */
  show(busy) {
    if (!busy && document.activeElement === this.#stop) {
      this.#text.focus();
    }
    this.#stop.hidden = !busy;
  }

  focus() {
    this.#text.focus();
  }

  async #submit(send) {
    const text = this.#text.value;
    if (this.#sending || text.trim() === '') {
      return;
    }
    this.#sending = true;
    this.#send.disabled = true;
    this.#text.value = '';
    try {
      await send(text);
    } catch {
      // The page has said why; the words are not lost.
      this.#text.value = text + this.#text.value;
    } finally {
      this.#sending = false;
      this.#send.disabled = false;
    }
  }
}
