import {EventParser} from './sse.js';
import {Problem} from './api.js';

const USUAL_RETRY_MILLIS = 1_000;
const LONGEST_RETRY_MILLIS = 15_000;

/** The server says something every 10 s; a connection that is silent for longer is dead, even if nobody said so. */
const SILENCE_MILLIS = 25_000;

/**
 * What a follower tells.
 *
 * @typedef {object} Listener
 * @property {(startId: string) => void} started where in the log the first connection began
 * @property {(event: any) => void} event the next event of the log; each exactly once, in order
 * @property {(connected: boolean) => void} connection
 * @property {(reason: Error) => void} refused the server will not stream this; the follower has ended
 */

/** Follows the log of one conversation until it is closed, over however many connections that takes. */
export class Follower {
  #open;
  #listener;
  #closed = new AbortController();
  #lastId;
  #seq;
  #retry = USUAL_RETRY_MILLIS;
  #failures = 0;

  /**
   * @param {(lastId: string | undefined, signal: AbortSignal) => Promise<Response>} open
   * @param {Listener} listener
   * @param {string} [lastId] the event to continue after; from now on if not given
   */
  constructor(open, listener, lastId) {
    this.#open = open;
    this.#listener = listener;
    this.#lastId = lastId;
    this.#seq = lastId === undefined ? -1 : Number(lastId);
    this.#run();
  }

  close() {
    this.#closed.abort();
  }

  async #run() {
    while (!this.#closed.signal.aborted) {
      try {
        await this.#connect();
      } catch (reason) {
        if (this.#closed.signal.aborted) {
          return;
        }
        if (reason instanceof Problem && !reason.passing) {
          this.#listener.refused(reason);
          return;
        }
        // Anything else is a broken connection, which the next one mends.
        this.#failures++;
      }
      if (!this.#closed.signal.aborted) {
        this.#listener.connection(false);
        await this.#pause();
      }
    }
  }

  async #connect() {
    const watch = new Watch(this.#closed.signal);
    try {
      const response = await this.#open(this.#lastId, watch.signal);
      this.#listener.connection(true);
      const parser = new EventParser();
      // Not a TextDecoderStream: when a connection breaks, a pipe throws away what has arrived but was not read yet.
      const decoder = new TextDecoder();
      const pieces = response.body.getReader();
      for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
        watch.alive();
        this.#take(parser, parser.push(decoder.decode(piece.value, {stream: true})));
      }
    } finally {
      watch.close();
    }
  }

  #take(parser, events) {
    this.#retry = parser.retry ?? this.#retry;
    const begins = this.#lastId === undefined && parser.lastId !== '';
    if (begins) {
      const first = events.length > 0 ? Number(events[0].id) - 1 : Number(parser.lastId);
      this.#seq = first;
      this.#lastId = String(first);
      this.#listener.started(this.#lastId);
    }
    for (const {id, data} of events) {
      // A connection that broke after an event but before its id was noted may bring it again.
      if (!this.#closed.signal.aborted && Number(id) > this.#seq) {
        this.#seq = Number(id);
        this.#lastId = id;
        this.#listener.event(JSON.parse(data));
      }
    }
  }

  /** Waits for what the server asked, doubled with each further failure, spread out so that not all clients come at once. */
  #pause() {
    const longest = Math.min(this.#retry * 2 ** Math.max(this.#failures - 1, 0), LONGEST_RETRY_MILLIS);
    const millis = longest * (0.5 + Math.random() / 2);
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener('online', done);
        this.#closed.signal.removeEventListener('abort', done);
        resolve(undefined);
      };
      const timer = setTimeout(done, millis);
      addEventListener('online', done);
      this.#closed.signal.addEventListener('abort', done);
    });
  }
}

/** Ends a connection that has been silent for too long, or whose follower is closed. */
class Watch {
  #controller = new AbortController();
  #closed;
  #end = () => this.#controller.abort();
  #timer;

  /** @param {AbortSignal} closed */
  constructor(closed) {
    this.#closed = closed;
    closed.addEventListener('abort', this.#end);
    this.alive();
  }

  get signal() {
    return this.#controller.signal;
  }

  alive() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#end, SILENCE_MILLIS);
  }

  close() {
    clearTimeout(this.#timer);
    this.#closed.removeEventListener('abort', this.#end);
    this.#controller.abort();
  }
}
