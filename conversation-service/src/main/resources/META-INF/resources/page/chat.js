import {Follower} from './follow.js';
import * as transcripts from './transcript.js';

const PAGE = 50;

/** How far back in the log the beginning of a reply under way is looked for when the page is opened in its middle. */
const LOOK_BACK = 2_000;

const TITLE_LENGTH = 60;

/**
 * What a chat tells the page.
 *
 * @typedef {object} ChatListener
 * @property {() => void} changed
 * @property {(connected: boolean) => void} connection
 * @property {(reason: Error) => void} failed
 * @property {(event: any) => void} happened an event of the log that is not a repetition of the past
 * @property {(id: string) => void} created
 */

/** The conversation that is open, or none. */
export class Chat {
  #api;
  #listener;
  #follower;
  #waiting = [];
  #loaded = false;
  #loading = false;
  #openings = 0;
  #start = 0;

  /** @type {any} the conversation as the API gives it */
  conversation = null;
  transcript = transcripts.empty();

  /**
   * @param {import('./api.js').Api} api
   * @param {ChatListener} listener
   */
  constructor(api, listener) {
    this.#api = api;
    this.#listener = listener;
  }

  /** Shows a conversation, and follows it. @param {string} id */
  async open(id) {
    this.close();
    const opening = ++this.#openings;
    const conversation = await this.#api.conversation(id);
    if (opening === this.#openings) {
      this.conversation = conversation;
      this.#follow(undefined);
      this.#listener.changed();
    }
  }

  close() {
    // An opening that is under way is not wanted any more.
    this.#openings++;
    this.#follower?.close();
    this.#listener.connection(true);
    this.#waiting = [];
    this.#loaded = false;
    this.conversation = null;
    this.transcript = transcripts.empty();
    this.#listener.changed();
  }

  /** Says something, in a new conversation with the agent if none is open. */
  async send(content, agent) {
    if (!this.conversation) {
      const title = content.trim().split('\n')[0].slice(0, TITLE_LENGTH);
      const created = await this.#api.create(agent, title);
      await this.open(created.id);
      this.#listener.created(created.id);
    }
    const id = this.conversation.id;
    const {message} = await this.#api.post(id, content);
    this.#seen(id, {type: 'message.created', message});
  }

  async edit(messageId, content) {
    await this.#again(messageId, (id) => this.#api.post(id, content, messageId));
  }

  async regenerate(messageId) {
    await this.#again(messageId, (id) => this.#api.regenerate(id, messageId));
  }

  async stop() {
    await this.#api.cancel(this.conversation.id);
  }

  async switchTo(branch) {
    this.conversation = await this.#api.switchTo(this.conversation.id, branch);
    await this.newest();
  }

  /** Reads the newest messages again. */
  async newest() {
    const id = this.conversation.id;
    const page = await this.#api.messages(id, {limit: PAGE});
    if (this.conversation?.id === id) {
      const runs = this.transcript.runs.filter(({phase}) => phase === 'queued' || phase === 'running');
      const answered = page.data.map((message) => message.role === 'assistant' && message.run_id);
      this.#become({...transcripts.ofNewest(page), runs: runs.filter((run) => !answered.includes(run.id))});
    }
  }

  /** Reads the page of messages before the first one shown, if there is one. */
  async older() {
    const first = this.transcript.messages[0];
    if (!this.transcript.older || !first || this.#loading) {
      return;
    }
    this.#loading = true;
    try {
      const id = this.conversation.id;
      const page = await this.#api.messages(id, {limit: PAGE, before: first.seq});
      if (this.conversation?.id === id && this.transcript.messages[0] === first) {
        this.#become(transcripts.withOlder(this.transcript, page));
      }
    } finally {
      this.#loading = false;
    }
  }

  async #again(messageId, ask) {
    const id = this.conversation.id;
    const was = this.transcript;
    this.#become(transcripts.before(was, messageId));
    try {
      const {message} = await ask(id);
      if (message?.role === 'user') {
        this.#seen(id, {type: 'message.created', message});
      }
    } catch (reason) {
      if (this.conversation?.id === id) {
        this.#become(was);
      }
      throw reason;
    }
  }

  #follow(lastId) {
    const id = this.conversation.id;
    this.#follower?.close();
    this.#follower = new Follower((last, signal) => this.#api.events(id, last, signal), {
      started: (start) => this.#load(start).catch(this.#listener.failed),
      event: (event) => this.#seen(id, event),
      connection: this.#listener.connection,
      refused: this.#listener.failed,
    }, lastId);
  }

  /** The log is followed from `start` on before the messages are read, so that nothing falls between. */
  async #load(start) {
    const id = this.conversation.id;
    const page = await this.#api.messages(id, {limit: PAGE});
    if (this.conversation?.id !== id) {
      return;
    }
    this.#loaded = true;
    this.#start = Number(start);
    this.#become(transcripts.ofNewest(page));
    if (page.data[0]?.role === 'user') {
      this.#waiting = [];
      this.#follow(String(Math.max(this.#start - LOOK_BACK, 0)));
    }
    this.#waiting.splice(0).forEach((event) => this.#seen(id, event));
  }

  #seen(id, event) {
    if (this.conversation?.id !== id) {
      return;
    }
    if (!this.#loaded) {
      this.#waiting.push(event);
      return;
    }
    this.#become(transcripts.apply(this.transcript, event));
    if (event.seq > this.#start) {
      this.#listener.happened(event);
    }
    if (this.transcript.stale) {
      this.transcript = {...this.transcript, stale: false, diverging: false};
      this.newest().catch(this.#listener.failed);
    }
  }

  #become(transcript) {
    this.transcript = transcript;
    this.#listener.changed();
  }
}
