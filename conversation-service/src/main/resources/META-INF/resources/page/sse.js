/**
 * An event as the stream carries it.
 *
 * @typedef {object} StreamEvent
 * @property {string} id the last id that the stream gave, which is where to resume
 * @property {string} type
 * @property {string} data
 */

/**
 * Puts the pieces of an event stream together, after the HTML standard, section 9.2.6. Pieces may break anywhere, in
 * the middle of a line or between CR and LF.
 */
export class EventParser {
  #rest = '';
  #type = '';
  #data = [];
  #first = true;

  /** The last id of the stream, also of a block without data. */
  lastId = '';

  /** @type {number | undefined} when the server wants clients back, in milliseconds */
  retry;

  /**
   * @param {string} piece
   * @returns {StreamEvent[]} the events that the piece completes
   */
  push(piece) {
    let text = this.#rest + piece;
    if (this.#first && text.length > 0) {
      this.#first = false;
      text = text.replace(/^\uFEFF/, '');
    }
    const events = [];
    let begin = 0;
    for (const {0: end, index} of text.matchAll(/\r\n|\r|\n/g)) {
      // A CR at the very end may be half of a CR LF.
      if (end === '\r' && index === text.length - 1) {
        break;
      }
      this.#line(text.slice(begin, index), events);
      begin = index + end.length;
    }
    this.#rest = text.slice(begin);
    return events;
  }

  #line(line, events) {
    if (line === '') {
      if (this.#data.length > 0) {
        events.push({id: this.lastId, type: this.#type || 'message', data: this.#data.join('\n')});
      }
      this.#type = '';
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      this.#data.push(value);
    } else if (field === 'event') {
      this.#type = value;
    } else if (field === 'id' && !value.includes('\0')) {
      this.lastId = value;
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      this.retry = Number(value);
    }
  }
}
