/** A refusal by the server, or no answer from it. */
export class Problem extends Error {
  /**
   * @param {number} status 0 if no answer came
   * @param {string} detail a sentence a person can act on
   */
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }

  /** Whether the same request may succeed a little later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

const TRIES = 4;
const BETWEEN_TRIES_MILLIS = 700;

/** The native API of conversation-service, as one caller sees it. */
export class Api {
  #token;
  #unauthorized;

  /**
   * @param {() => string | null} token
   * @param {() => void} unauthorized called when the token is missing, wrong or out of date
   */
  constructor(token, unauthorized) {
    this.#token = token;
    this.#unauthorized = unauthorized;
  }

  /** @param {string | null} cursor */
  conversations(cursor) {
    return this.#json('GET', `conversations${query({limit: '50', cursor})}`);
  }

  /** @param {string} agent @param {string} title */
  create(agent, title) {
    return this.#json('POST', 'conversations', {agent, title});
  }

  /** @param {string} id */
  conversation(id) {
    return this.#json('GET', `conversations/${id}`);
  }

  /**
   * A page of messages, newest first.
   *
   * @param {string} id
   * @param {{limit: number, before?: number}} range
   */
  messages(id, {limit, before}) {
    const parameters = {order: 'desc', limit: String(limit), before: before === undefined ? null : String(before)};
    return this.#json('GET', `conversations/${id}/messages${query(parameters)}`);
  }

  /**
   * @param {string} id
   * @param {string} content
   * @param {string} [editOf] the message that this one stands beside
   */
  post(id, content, editOf) {
    return this.#json('POST', `conversations/${id}/messages`, editOf ? {content, edit_of: editOf} : {content});
  }

  /** Asks for another reply in the place of one. @param {string} id @param {string} messageId */
  regenerate(id, messageId) {
    return this.#json('POST', `conversations/${id}/messages/${messageId}/regenerate`, {});
  }

  /** @param {string} id */
  cancel(id) {
    return this.#json('POST', `conversations/${id}/cancel`, {});
  }

  /** @param {string} id @param {number} branch */
  switchTo(id, branch) {
    return this.#json('PATCH', `conversations/${id}`, {active_branch: branch});
  }

  /**
   * Opens the event stream of a conversation.
   *
   * @param {string} id
   * @param {string | undefined} lastId
   * @param {AbortSignal} signal
   */
  events(id, lastId, signal) {
    const headers = lastId === undefined ? {} : {'Last-Event-ID': lastId};
    return this.#send('GET', `conversations/${id}/events`, {headers: {...headers, Accept: 'text/event-stream'}, signal});
  }

  /** Sends once more what did not arrive; the key makes sure that nothing is done twice. */
  async #json(method, path, body) {
    const headers = {Accept: 'application/json'};
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    if (method === 'POST') {
      headers['Idempotency-Key'] = randomKey();
    }
    const request = {headers, body: body === undefined ? undefined : JSON.stringify(body)};
    for (let failures = 1; ; failures++) {
      try {
        const response = await this.#send(method, path, request);
        const text = await response.text();
        return text === '' ? null : JSON.parse(text);
      } catch (reason) {
        if (!(reason instanceof Problem) || !reason.passing || failures === TRIES) {
          throw reason;
        }
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MILLIS * failures));
      }
    }
  }

  async #send(method, path, request) {
    const headers = {...request.headers, Authorization: `Bearer ${this.#token() ?? ''}`};
    let response;
    try {
      response = await fetch(`v1/${path}`, {...request, method, headers, cache: 'no-store', credentials: 'omit'});
    } catch (reason) {
      throw request.signal?.aborted ? reason : new Problem(0, 'The server does not answer. Is it running?');
    }
    if (response.status === 401) {
      this.#unauthorized();
    }
    if (!response.ok) {
      throw new Problem(response.status, await detailOf(response));
    }
    return response;
  }
}

/** @param {Record<string, string | null>} parameters */
function query(parameters) {
  const present = Object.entries(parameters).filter(([, value]) => value !== null);
  return `?${new URLSearchParams(/** @type {any} */ (present))}`;
}

async function detailOf(response) {
  const problem = await response.json().catch(() => ({}));
  const first = problem.errors?.[0];
  const field = first ? ` (${first.pointer}: ${first.message})` : '';
  return (problem.detail ?? `The server answered ${response.status}.`) + field;
}

/** Not `randomUUID`, which browsers keep from pages that came over plain HTTP. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
