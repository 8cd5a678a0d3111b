/**
 * What happened on the way to a reply, shown as a card.
 *
 * @typedef {object} Card
 * @property {string} id
 * @property {'tool' | 'handoff' | 'citation'} kind
 * @property {string} title
 * @property {'running' | 'done' | 'failed'} state
 * @property {Array<[string, unknown]>} parts what the opened card shows
 *
 * A run that is under way, or that ended without a stored reply.
 *
 * @typedef {object} Run
 * @property {string} id
 * @property {'queued' | 'running' | 'failed' | 'cancelled'} phase
 * @property {number} [position] its place in the queue
 * @property {number} [waitMillis]
 * @property {string} agent
 * @property {string} text what has been streamed of the reply
 * @property {Card[]} cards
 * @property {string} [problem]
 *
 * @typedef {object} Transcript
 * @property {any[]} messages as the API gives them, oldest first, without gaps
 * @property {Run[]} runs in the order in which they began
 * @property {boolean} complete whether the newest message is among them
 * @property {boolean} older whether there are messages before the first
 * @property {boolean} diverging whether a message is being said another way, in a branch that is not known yet
 * @property {boolean} stale whether the server now knows another course of the conversation than this one
 */

/** More would make the page slow; the others are read again when they are scrolled to. */
export const MOST_MESSAGES = 200;

const TERMINAL = ['run.completed', 'run.failed', 'run.cancelled'];

/** @returns {Transcript} */
export function empty() {
  return {messages: [], runs: [], complete: true, older: false, diverging: false, stale: false};
}

/** @param {any} page newest first, as the API gives it @returns {Transcript} */
export function ofNewest(page) {
  return {...empty(), messages: page.data.toReversed(), older: page.has_more};
}

/** Adds a page of older messages, and lets go of the newest if there are too many. */
export function withOlder(transcript, page) {
  const messages = [...page.data.toReversed(), ...transcript.messages];
  const complete = transcript.complete && messages.length <= MOST_MESSAGES;
  return {...transcript, messages: messages.slice(0, MOST_MESSAGES), older: page.has_more, complete};
}

/** The transcript before a message, which is about to be said another way. */
export function before(transcript, messageId) {
  const at = transcript.messages.findIndex((message) => message.id === messageId);
  return {...transcript, messages: transcript.messages.slice(0, Math.max(at, 0)), diverging: true};
}

/** Whether an answer is on its way. @param {Transcript} transcript */
export function isBusy(transcript) {
  return transcript.runs.some((run) => run.phase === 'queued' || run.phase === 'running');
}

/**
 * The transcript after an event of the log. Events that it has already seen the effect of change nothing.
 *
 * @param {Transcript} transcript
 * @param {any} event
 * @returns {Transcript}
 */
export function apply(transcript, event) {
  switch (event.type) {
    case 'message.created':
      return withMessage(transcript, event.message);
    case 'message.completed':
      return withReply(transcript, event);
    case 'run.completed':
    case 'run.failed':
    case 'run.cancelled':
      return ended(transcript, event);
    default:
      return withRun(transcript, event);
  }
}

/** Whether an event ends its run. */
export function isTerminal(event) {
  return TERMINAL.includes(event.type);
}

function withMessage(transcript, message) {
  const last = transcript.messages.at(-1);
  if (!transcript.complete || (last && message.seq <= last.seq)) {
    return transcript;
  }
  const elsewhere = last && !transcript.diverging && (last.branch ?? 0) !== (message.branch ?? 0);
  const messages = [...transcript.messages, message];
  const excess = Math.max(messages.length - MOST_MESSAGES, 0);
  return {
    ...transcript,
    messages: messages.slice(excess),
    older: transcript.older || excess > 0,
    stale: transcript.stale || Boolean(elsewhere),
  };
}

function withReply(transcript, event) {
  const live = transcript.runs.find(({id}) => id === event.run_id);
  const handoffs = live ? live.cards.filter(({kind}) => kind === 'handoff') : [];
  return withMessage(transcript, {...event.message, handoffs});
}

/** A run with a stored reply is told by its message; one without stays, so that the reader sees what became of it. */
function ended(transcript, event) {
  const answered = transcript.messages.some(({run_id: run, role}) => run === event.run_id && role === 'assistant');
  const runs = transcript.runs.filter(({id}) => id !== event.run_id);
  // Only the server knows the branch, and who stands beside whom in it.
  const without = {...transcript, runs, stale: transcript.stale || transcript.diverging};
  if (event.type === 'run.completed' || answered) {
    return without;
  }
  const live = transcript.runs.find(({id}) => id === event.run_id) ?? newRun(event);
  const phase = event.type === 'run.failed' ? 'failed' : 'cancelled';
  const problem = event.problem?.detail ?? event.problem?.message ?? event.problem?.title;
  return {...without, runs: [...runs, {...live, phase, problem}]};
}

function withRun(transcript, event) {
  const known = transcript.runs.find(({id}) => id === event.run_id);
  const changed = runAfter(known ?? newRun(event), event);
  const answered = !known && transcript.messages.some((m) => m.role === 'assistant' && m.run_id === event.run_id);
  if (!changed || !event.run_id || answered) {
    return transcript;
  }
  const runs = known
    ? transcript.runs.map((run) => (run === known ? changed : run))
    : [...transcript.runs.filter(({phase}) => phase === 'queued' || phase === 'running'), changed];
  return {...transcript, runs};
}

/** @returns {Run} */
function newRun(event) {
  return {id: event.run_id, phase: 'queued', agent: event.agent ?? 'assistant', text: '', cards: []};
}

function runAfter(run, event) {
  switch (event.type) {
    case 'run.queued':
      return {...run, phase: 'queued', position: event.position, waitMillis: event.estimated_wait_ms};
    case 'run.started':
      return {...run, phase: 'running', agent: event.agent ?? run.agent};
    case 'message.delta':
      return {...run, phase: 'running', text: run.text + event.text};
    case 'message.reset':
      return {...run, text: ''};
    case 'tool.called':
      return withCard(run, toolCard(event, 'running'));
    case 'tool.finished':
      return withCard(run, toolCard({...argumentsOf(run, event), ...event}, 'done'));
    case 'tool.failed':
      return withCard(run, toolCard({...argumentsOf(run, event), ...event}, 'failed'));
    case 'agent.handoff':
      return withCard({...run, agent: event.to}, handoffCard(event));
    default:
      return null;
  }
}

function withCard(run, card) {
  const at = run.cards.findIndex(({id}) => id === card.id);
  return {...run, cards: at < 0 ? [...run.cards, card] : run.cards.with(at, card)};
}

function argumentsOf(run, event) {
  const called = run.cards.find(({id}) => id === event.call_id)?.parts.find(([name]) => name === 'Arguments');
  return called ? {arguments: called[1]} : {};
}

/** @returns {Card} */
function toolCard(call, state) {
  const parts = [['Arguments', call.arguments], ['Result', call.result], ['Problem', call.problem]];
  const present = parts.filter(([, value]) => value !== undefined && value !== null);
  return {id: call.call_id, kind: 'tool', title: call.tool, state, parts: /** @type {any} */ (present)};
}

/** @returns {Card} */
function handoffCard({from, to, reason, seq}) {
  const parts = reason ? [['Reason', reason]] : [];
  return {id: `handoff-${seq}`, kind: 'handoff', title: `${from} → ${to}`, state: 'done', parts: /** @type {any} */ (parts)};
}

/** The cards of a stored message. @returns {Card[]} */
export function cardsOf(message) {
  const calls = (message.tool_calls ?? []).map((call) => toolCard(call, call.problem ? 'failed' : 'done'));
  const citations = (message.citations ?? []).map((citation, index) => ({
    id: `citation-${index}`,
    kind: 'citation',
    title: citation.title ?? citation.document ?? citation.url ?? `Source ${index + 1}`,
    state: 'done',
    parts: Object.entries(citation).filter(([name, value]) => name !== 'title' && value !== null),
  }));
  return [...(message.handoffs ?? []), ...calls, ...citations];
}
