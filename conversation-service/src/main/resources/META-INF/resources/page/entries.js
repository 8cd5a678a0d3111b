import {cardsOf} from './transcript.js';

/**
 * What the page shows in one place of a conversation.
 *
 * @typedef {object} Entry
 * @property {string} key stays the same when a streamed reply becomes a stored one, so that nothing flickers
 * @property {object} source what it was made from; the same object means that nothing has changed
 * @property {'user' | 'assistant'} role
 * @property {string} author
 * @property {string} text
 * @property {import('./transcript.js').Card[]} cards
 * @property {string} note what there is to say about it
 * @property {boolean} live whether more text may come
 * @property {string} [messageId] missing for what is not stored
 * @property {Array<{id: string, branch: number}>} siblings itself included; empty if it stands alone
 */

/**
 * @param {import('./transcript.js').Transcript} transcript
 * @returns {Entry[]}
 */
export function entriesOf(transcript) {
  const stored = transcript.messages.map(ofMessage);
  return transcript.complete ? [...stored, ...transcript.runs.map(ofRun)] : stored;
}

function ofMessage(message) {
  const reply = message.role === 'assistant';
  return {
    key: reply ? `reply-${message.run_id}` : message.id,
    source: message,
    role: reply ? 'assistant' : 'user',
    author: reply ? message.agent ?? message.author : message.author,
    text: message.content,
    cards: cardsOf(message),
    note: message.status === 'incomplete' ? 'Stopped: this reply is not complete.' : '',
    live: false,
    messageId: message.id,
    siblings: withItself(message),
  };
}

function withItself({id, branch, siblings = []}) {
  const all = siblings.some((sibling) => sibling.id === id) || siblings.length === 0
    ? siblings
    : [...siblings, {id, branch}];
  return all.toSorted((one, other) => one.branch - other.branch);
}

function ofRun(run) {
  return {
    key: `reply-${run.id}`,
    source: run,
    role: 'assistant',
    author: run.agent,
    text: run.text,
    cards: run.cards,
    note: noteOn(run),
    live: run.phase === 'queued' || run.phase === 'running',
    siblings: [],
  };
}

/** @param {import('./transcript.js').Run} run */
function noteOn(run) {
  switch (run.phase) {
    case 'queued':
      return waiting(run);
    case 'running':
      return run.text === '' ? 'Thinking …' : '';
    case 'cancelled':
      return 'Stopped.';
    case 'failed':
      return `No answer: ${run.problem ?? 'the run failed.'}`;
  }
}

function waiting({position, waitMillis}) {
  const place = position === undefined || position === null ? 'Waiting …' : `Waiting, number ${position} in the queue`;
  return waitMillis > 0 ? `${place}, about ${Math.ceil(waitMillis / 1000)} s` : place;
}
