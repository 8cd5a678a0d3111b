import {CardsView} from './cards.js';
import {copy} from './clipboard.js';
import {element} from './dom.js';
import {MarkdownView} from './markdown.js';

/**
 * What a reader can do with a message.
 *
 * @typedef {object} MessageActions
 * @property {(messageId: string) => void} regenerate
 * @property {(messageId: string, content: string) => void} edit
 * @property {(branch: number) => void} switchTo
 * @property {(text: string) => void} announce
 */

/** One message or one reply under way. */
export class MessageView {
  #actions;
  #entry;
  #name = element('h3', {class: 'author'});
  #body = element('div', {class: 'body'});
  #cards = element('div', {class: 'cards'});
  #note = element('p', {class: 'note'});
  #buttons = element('div', {class: 'actions'});
  #article = element('article', {class: 'message'}, this.#name, this.#cards, this.#body, this.#note, this.#buttons);
  #cardsView = new CardsView(this.#cards);
  #markdown = new MarkdownView(this.#body);

  root = element('li', {}, this.#article);

  /** @param {MessageActions} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /** @param {import('./entries.js').Entry} entry */
  show(entry) {
    if (entry.source === this.#entry?.source) {
      return;
    }
    this.#entry = entry;
    this.#article.dataset.role = entry.role;
    this.#article.setAttribute('aria-label', `${entry.author}`);
    this.#article.setAttribute('aria-busy', String(entry.live));
    this.#name.textContent = entry.author;
    this.#note.textContent = entry.note;
    this.#cardsView.show(entry.cards);
    if (entry.role === 'assistant') {
      this.#markdown.show(entry.text);
    } else {
      this.#body.replaceChildren(element('p', {class: 'raw'}, entry.text));
    }
    this.#buttons.replaceChildren(...this.#buttonsFor(entry));
  }

  #buttonsFor(entry) {
    if (entry.messageId === undefined) {
      return [];
    }
    const id = entry.messageId;
    const own = entry.role === 'assistant'
      ? button('Regenerate', () => this.#actions.regenerate(id))
      : button('Edit', () => this.#beginEdit(id));
    return [...this.#siblings(entry), button('Copy', () => this.#copy()), own];
  }

  #siblings({siblings, messageId}) {
    if (siblings.length < 2) {
      return [];
    }
    const at = siblings.findIndex(({id}) => id === messageId);
    const step = (label, sign, sibling) => {
      const made = button(sign, () => this.#actions.switchTo(sibling.branch), label);
      made.disabled = sibling === undefined;
      return made;
    };
    return [
      step('Previous version', '‹', siblings[at - 1]),
      element('span', {class: 'version'}, `${at + 1}/${siblings.length}`),
      step('Next version', '›', siblings[at + 1]),
    ];
  }

  async #copy() {
    const copied = await copy(this.#entry.text);
    this.#actions.announce(copied ? 'Copied.' : 'The browser did not allow copying.');
  }

  #beginEdit(messageId) {
    const text = /** @type {HTMLTextAreaElement} */ (element('textarea', {rows: '3', maxlength: '32768', 'aria-label': 'Edit message'}));
    text.value = this.#entry.text;
    const end = () => this.#endEdit();
    const send = (event) => {
      event.preventDefault();
      if (text.value.trim() !== '') {
        end();
        this.#actions.edit(messageId, text.value);
      }
    };
    const escape = (event) => event.key === 'Escape' && end();
    const form = element('form', {class: 'edit', submit: send, keydown: escape}, text,
        element('button', {type: 'submit', class: 'primary'}, 'Send again'), button('Cancel', end));
    this.#body.replaceChildren(form);
    this.#buttons.hidden = true;
    text.focus();
  }

  #endEdit() {
    this.#body.replaceChildren(element('p', {class: 'raw'}, this.#entry.text));
    this.#buttons.hidden = false;
    /** @type {HTMLElement | null} */ (this.#buttons.lastElementChild)?.focus();
  }
}

/** @returns {HTMLButtonElement} */
function button(text, pressed, label) {
  const made = element('button', {type: 'button', class: 'plain', click: pressed, 'aria-label': label}, text);
  return /** @type {HTMLButtonElement} */ (made);
}
