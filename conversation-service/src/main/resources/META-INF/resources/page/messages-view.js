import {MessageView} from './message-view.js';

/** How near to the end a reader counts as being at the end, in pixels. */
const NEAR = 60;

/** The messages of a conversation. What comes moves the view only for a reader who is at the end of it. */
export class MessagesView {
  #list;
  #scroller;
  #actions;
  #views = new Map();
  #atEnd = true;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} scroller
   * @param {import('./message-view.js').MessageActions} actions
   */
  constructor(list, scroller, actions) {
    this.#list = list;
    this.#scroller = scroller;
    this.#actions = actions;
    scroller.addEventListener('scroll', () => this.#atEnd = this.#isAtEnd());
    // A keyboard that slides up, or a phone that is turned, must not hide the end from who reads it.
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(scroller);
  }

  /** @param {import('./entries.js').Entry[]} entries */
  show(entries) {
    const restore = this.#placeToKeep();
    const views = new Map();
    entries.forEach((entry, index) => {
      const view = this.#views.get(entry.key) ?? new MessageView(this.#actions);
      view.show(entry);
      views.set(entry.key, view);
      if (this.#list.children[index] !== view.root) {
        this.#list.insertBefore(view.root, this.#list.children[index] ?? null);
      }
    });
    while (this.#list.children.length > entries.length) {
      this.#list.lastElementChild?.remove();
    }
    this.#views = views;
    restore();
  }

  toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #isAtEnd() {
    const {scrollTop, scrollHeight, clientHeight} = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #placeToKeep() {
    if (this.#isAtEnd()) {
      return () => this.toEnd();
    }
    const edge = this.#scroller.getBoundingClientRect().top;
    const anchor = [...this.#list.children].find((child) => child.getBoundingClientRect().bottom > edge);
    const was = anchor?.getBoundingClientRect().top ?? 0;
    return () => {
      if (anchor?.isConnected) {
        this.#scroller.scrollTop += anchor.getBoundingClientRect().top - was;
      }
    };
  }
}
