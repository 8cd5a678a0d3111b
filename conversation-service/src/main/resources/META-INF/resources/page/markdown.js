import {Lexer} from './marked.js';
import {element} from './dom.js';

/** Text beyond this is shown as it is: no person reads it formatted, and formatting it would take long. */
const LONGEST = 200_000;

const LINKED = ['http:', 'https:', 'mailto:'];
const ENTITIES = {'&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': '\u00a0'};

/**
 * Shows Markdown that grows. The library only reads it; elements are built from what it read, so that HTML in the text
 * stays text, an image becomes its words, and only harmless links can be followed.
 */
export class MarkdownView {
  #root;
  #blocks = [];

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** @param {string} text */
  show(text) {
    const blocks = read(text);
    let same = 0;
    while (same < blocks.length && blocks[same].raw === this.#blocks[same]?.raw) {
      same++;
    }
    for (let extra = this.#root.childNodes.length; extra > same; extra--) {
      this.#root.lastChild?.remove();
    }
    blocks.slice(same).forEach((block) => this.#root.append(safely(block)));
    this.#blocks = blocks;
  }
}

function read(text) {
  const plain = {type: 'plain', raw: text, text};
  if (text.length > LONGEST) {
    return [plain];
  }
  try {
    return new Lexer({gfm: true, breaks: true}).lex(text).filter(({type}) => type !== 'space' && type !== 'def');
  } catch {
    // Nested too deeply for the library: still text that a person may want to read.
    return [plain];
  }
}

/** One element for each block, so that blocks and children can be counted alike. */
function safely(token) {
  try {
    return block(token);
  } catch (reason) {
    if (reason instanceof RangeError) {
      return element('p', {class: 'raw'}, token.raw);
    }
    throw reason;
  }
}

/** @returns {HTMLElement} */
function block(token) {
  switch (token.type) {
    case 'heading':
      // The page's own headings end at the second level.
      return element(`h${Math.min(token.depth + 2, 6)}`, {}, ...inlines(token.tokens));
    case 'paragraph':
      return element('p', {}, ...inlines(token.tokens));
    case 'code':
      return element('pre', {tabindex: '0', role: 'group', 'aria-label': token.lang ? `Code: ${token.lang}` : 'Code'}, element('code', {}, token.text));
    case 'blockquote':
      return element('blockquote', {}, ...token.tokens.map(blockOrInline));
    case 'list':
      return list(token);
    case 'table':
      return table(token);
    case 'hr':
      return element('hr');
    case 'text':
      return element('p', {}, ...(token.tokens ? inlines(token.tokens) : [decoded(token.text)]));
    default:
      // HTML above all.
      return element('p', {class: 'raw'}, token.raw);
  }
}

function list({ordered, start, items}) {
  const entries = items.map((item) => element('li', {}, ...item.tokens.map(blockOrInline)));
  const first = ordered && start > 1 ? String(start) : undefined;
  return element(ordered ? 'ol' : 'ul', {start: first}, ...entries);
}

function table({header, rows}) {
  const head = header.map((cell) => element('th', {scope: 'col'}, ...inlines(cell.tokens)));
  const body = rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, ...inlines(cell.tokens)))));
  const whole = element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body));
  return element('div', {class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Table'}, whole);
}

/** In a list's item, text stands without a paragraph. */
function blockOrInline(token) {
  switch (token.type) {
    case 'text':
      return element('span', {}, ...(token.tokens ? inlines(token.tokens) : [decoded(token.text)]));
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    case 'space':
    case 'def':
      return '';
    default:
      return block(token);
  }
}

function inlines(tokens) {
  return tokens.map(inline);
}

/** @returns {Node | string} */
function inline(token) {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return element(token.type, {}, ...inlines(token.tokens));
    case 'codespan':
      return element('code', {}, token.text);
    case 'br':
      return element('br');
    case 'link':
      return link(token);
    case 'image':
      return token.text === '' ? token.href : token.text;
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    case 'escape':
      return token.text;
    case 'text':
      return token.tokens ? element('span', {}, ...inlines(token.tokens)) : decoded(token.text);
    default:
      return token.raw;
  }
}

function link(token) {
  const words = inlines(token.tokens);
  if (!URL.canParse(token.href) || !LINKED.includes(new URL(token.href).protocol)) {
    return element('span', {}, ...words);
  }
  return element('a', {href: token.href, target: '_blank', rel: 'noopener noreferrer nofollow'}, ...words);
}

function decoded(text) {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity]);
}
