import {element} from './dom.js';

/** The list of conversations, read by pages. */
export class ConversationsView {
  #api;
  #list;
  #more;
  #opened;
  #known = [];
  #cursor = null;
  #current = '';

  /**
   * @param {import('./api.js').Api} api
   * @param {{list: HTMLElement, more: HTMLElement}} places
   * @param {(id: string) => void} opened
   */
  constructor(api, {list, more}, opened) {
    this.#api = api;
    this.#list = list;
    this.#more = more;
    this.#opened = opened;
  }

  /** Reads the first page again; the others follow when they are asked for. */
  async refresh() {
    const page = await this.#api.conversations(null);
    this.#known = page.data;
    this.#take(page);
  }

  async more() {
    const page = await this.#api.conversations(this.#cursor);
    const ids = this.#known.map(({id}) => id);
    this.#known = [...this.#known, ...page.data.filter(({id}) => !ids.includes(id))];
    this.#take(page);
  }

  /** Marks a conversation as the open one. @param {string} id */
  mark(id) {
    this.#current = id;
    this.#show();
  }

  clear() {
    this.#known = [];
    this.#take({});
  }

  /** The names of the agents that have been talked to. */
  get agents() {
    return [...new Set(['assistant', ...this.#known.map(({agent}) => agent)])];
  }

  #take(page) {
    this.#cursor = page.next_cursor ?? null;
    this.#more.hidden = !page.has_more;
    this.#show();
  }

  #show() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.id;
    this.#list.replaceChildren(...this.#known.map((conversation) => this.#item(conversation)));
    if (focused) {
      /** @type {HTMLElement | null} */ (this.#list.querySelector(`[data-id="${CSS.escape(focused)}"]`))?.focus();
    }
  }

  #item({id, title, agent, updated_at: updated}) {
    const when = new Date(updated).toLocaleString([], {dateStyle: 'medium', timeStyle: 'short'});
    const current = id === this.#current ? 'true' : undefined;
    const open = () => this.#opened(id);
    return element('li', {}, element('button', {type: 'button', class: 'conversation', 'aria-current': current, 'data-id': id, click: open},
        element('span', {class: 'name'}, title || 'Untitled'),
        element('span', {class: 'when'}, `${agent} · ${when}`)));
  }
}
