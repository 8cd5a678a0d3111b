import {element} from './dom.js';

/** Copies text; says whether it worked. @param {string} text @returns {Promise<boolean>} */
export async function copy(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  return copySelected(text);
}

/** Browsers keep the clipboard's own interface from pages that came over plain HTTP. */
function copySelected(text) {
  const area = /** @type {HTMLTextAreaElement} */ (element('textarea', {class: 'unseen', 'aria-hidden': 'true'}));
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return copied;
}
