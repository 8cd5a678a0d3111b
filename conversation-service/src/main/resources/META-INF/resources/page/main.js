import {Api} from './api.js';
import {Chat} from './chat.js';
import {Composer} from './composer.js';
import {ConversationsView} from './conversations-view.js';
import {byId, element} from './dom.js';
import {entriesOf} from './entries.js';
import {MessagesView} from './messages-view.js';
import {Session} from './session.js';
import {themed} from './theme.js';
import {isBusy, isTerminal} from './transcript.js';

const session = new Session(() => begin());
const api = new Api(() => session.token, () => session.ask('The token is not valid any more, or never was.'));
const chat = new Chat(api, {
  changed: () => scheduleDrawing(),
  connection: (connected) => byId('connection').textContent = connected ? '' : 'Reconnecting …',
  failed: tell,
  happened: announceEvent,
  created: (id) => {
    history.replaceState(null, '', `#${id}`);
    conversations.mark(id);
    refreshList();
  },
});
const conversations = new ConversationsView(api, {list: byId('conversations'), more: byId('more')}, goTo);
const composer = new Composer({send: (text) => attempt(() => chat.send(text, byId('agent').value)), stop: () => quietly(() => chat.stop())});
const messages = new MessagesView(byId('messages'), byId('scroller'), {
  regenerate: (id) => quietly(() => chat.regenerate(id)),
  edit: (id, content) => quietly(() => chat.edit(id, content)),
  switchTo: (branch) => quietly(() => chat.switchTo(branch)),
  announce,
});
let drawing = false;

/** Draws at most once a frame, however many events come. */
function scheduleDrawing() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  drawing = false;
  const {conversation, transcript} = chat;
  messages.show(entriesOf(transcript));
  composer.show(isBusy(transcript));
  const title = conversation ? conversation.title || 'Untitled' : 'New conversation';
  byId('title').textContent = title;
  document.title = conversation ? `${title} – Parley` : 'Parley';
  byId('hint').hidden = conversation !== null;
  byId('newest').hidden = transcript.complete;
  byId('top').hidden = !transcript.older;
}

/** Tells a failure on the page, and gives it on. */
async function attempt(action) {
  byId('alert').textContent = '';
  try {
    await action();
  } catch (reason) {
    tell(reason);
    throw reason;
  }
}

/** For actions after which nothing waits. */
function quietly(action) {
  attempt(action).catch(() => undefined);
}

function tell(reason) {
  if (reason.status !== 401) {
    byId('alert').textContent = reason.message;
  }
}

function announce(text) {
  byId('announcer').textContent = text;
}

/** Readers that cannot see the page hear of a reply when it is whole, not of its pieces. */
function announceEvent(event) {
  if (event.type === 'run.started') {
    announce(`${event.agent} is answering.`);
  } else if (event.type === 'message.completed') {
    announce(`${event.message.agent ?? event.message.author}: ${event.message.content}`);
  } else if (event.type === 'run.failed') {
    announce('There is no answer: the run failed.');
  } else if (event.type === 'run.cancelled') {
    announce('Stopped.');
  }
  if (isTerminal(event)) {
    refreshList();
  }
}

function refreshList() {
  quietly(async () => {
    await conversations.refresh();
    byId('agents').replaceChildren(...conversations.agents.map((value) => element('option', {value})));
  });
}

function goTo(id) {
  setMenu(false);
  if (location.hash === `#${id}`) {
    composer.focus();
  } else {
    location.hash = id;
  }
}

/** Opens what the address names. */
function follow() {
  const id = location.hash.slice(1);
  conversations.mark(id);
  byId('alert').textContent = '';
  if (/^conv_[0-9a-f]+$/.test(id)) {
    quietly(async () => {
      await chat.open(id);
      composer.focus();
    });
  } else {
    chat.close();
  }
}

function setMenu(open) {
  byId('sidebar').classList.toggle('open', open);
  byId('menu').setAttribute('aria-expanded', String(open));
}

function begin() {
  byId('who').textContent = session.name;
  if (session.token === null) {
    session.ask('');
    return;
  }
  refreshList();
  follow();
  composer.focus();
}

byId('begin').addEventListener('submit', (event) => {
  event.preventDefault();
  setMenu(false);
  history.pushState(null, '', location.pathname);
  follow();
  composer.focus();
});
byId('menu').addEventListener('click', () => setMenu(!byId('sidebar').classList.contains('open')));
byId('more').addEventListener('click', () => quietly(() => conversations.more()));
byId('newest').addEventListener('click', () => quietly(async () => {
  await chat.newest();
  draw();
  messages.toEnd();
}));
byId('sign-out').addEventListener('click', () => {
  chat.close();
  conversations.clear();
  session.ask('');
});
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  composer.focus();
});
new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && quietly(() => chat.older()),
    {root: byId('scroller'), rootMargin: '400px'}).observe(byId('top'));
addEventListener('hashchange', follow);
themed(byId('theme'));
begin();
