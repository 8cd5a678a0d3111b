import {element} from './dom.js';

const SIGNS = {tool: '⚙', handoff: '⇄', citation: '❝'};
const STATES = {running: 'running …', done: '', failed: 'failed'};
const SHORT = 80;

/** The cards of one entry: tool calls, handoffs and citations, each to be opened. An open card stays open. */
export class CardsView {
  #root;
  #shown = new Map();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** @param {import('./transcript.js').Card[]} cards */
  show(cards) {
    const shown = new Map();
    for (const card of cards) {
      const details = this.#shown.get(card.id) ?? element('details', {class: 'card'});
      details.dataset.kind = card.kind;
      details.dataset.state = card.state;
      details.replaceChildren(summary(card), parts(card));
      shown.set(card.id, details);
    }
    if (!sameOrder(this.#shown, shown)) {
      this.#root.replaceChildren(...shown.values());
    }
    this.#shown = shown;
  }
}

function sameOrder(one, other) {
  return [...one.keys()].join() === [...other.keys()].join();
}

function summary(card) {
  const result = card.parts.find(([name]) => name === 'Result');
  const outcome = STATES[card.state] || (result ? `→ ${shortened(written(unwrapped(result[1])))}` : '');
  const sign = element('span', {'aria-hidden': 'true'}, `${SIGNS[card.kind]} `);
  return element('summary', {}, sign, element('strong', {}, card.title), ` ${outcome}`);
}

function parts(card) {
  const pairs = card.parts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, element('code', {}, written(value)))]);
  return element('dl', {}, ...pairs);
}

/** Most tools give an object with one field, of which only the value is news. */
function unwrapped(value) {
  const values = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.values(value) : [];
  return values.length === 1 ? values[0] : value;
}

function written(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
}

function shortened(text) {
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
