import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { agent, apiKey, baseURL, callWeather, otherKey, scripted, weather } from './door.mjs';

const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const tools = [{ type: 'function', ...weather, strict: true }];

async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

function say(content, role = 'user') {
  return { type: 'message', role, content };
}

test('creates, reads, changes and deletes a conversation', async () => {
  const created = await client.conversations.create({ metadata: { topic: 'a' } });
  assert.equal(created.object, 'conversation');
  assert.deepEqual((await client.conversations.retrieve(created.id)).metadata, { topic: 'a' });
  await client.conversations.update(created.id, { metadata: { topic: 'b' } });
  assert.deepEqual((await client.conversations.retrieve(created.id)).metadata, { topic: 'b' });
  const other = new OpenAI({ baseURL, apiKey: otherKey, maxRetries: 0 });
  await assert.rejects(other.conversations.retrieve(created.id), OpenAI.NotFoundError);
  assert.equal((await client.conversations.delete(created.id)).deleted, true);
  await assert.rejects(client.conversations.retrieve(created.id), OpenAI.NotFoundError);
});

test('lists items page by page, in both orders', async () => {
  const texts = Array.from({ length: 20 }, (_, i) => `number ${i}`);
  const { id } = await client.conversations.create({ items: texts.slice(0, 7).map((text) => say(text)) });
  await client.conversations.items.create(id, { items: texts.slice(7).map((text) => say(text)) });
  const forward = await all(client.conversations.items.list(id, { order: 'asc', limit: 3 }));
  assert.deepEqual(forward.map((item) => item.content[0].text), texts);
  const backward = await all(client.conversations.items.list(id, { limit: 7 }));
  assert.deepEqual(backward, forward.slice().reverse());
  assert.deepEqual(await client.conversations.items.retrieve(forward[4].id, { conversation_id: id }), forward[4]);
  await assert.rejects(
    client.conversations.items.delete(forward[4].id, { conversation_id: id }),
    OpenAI.ConflictError,
  );
});

test('goes on with a conversation, and shows what was said under the same ids', async () => {
  const { id } = await client.conversations.create({ items: [say('My name is Grace.'), say('Hello Grace.', 'assistant')] });
  const asked = scripted(callWeather, { text: 'It is {{tool_result}}.' });
  const first = await client.responses.create({ model: agent, conversation: id, input: asked, tools });
  assert.equal(first.conversation.id, id);
  const call = first.output[0];
  const second = await client.responses.create({
    model: agent,
    conversation: id,
    tools,
    input: [{ type: 'function_call_output', call_id: call.call_id, output: 'hot' }],
  });
  assert.equal(second.output_text, 'It is hot.');
  const items = await all(client.conversations.items.list(id, { order: 'asc' }));
  assert.deepEqual(items.map((item) => item.role ?? item.type), ['user', 'assistant', 'user', 'function_call', 'function_call_output', 'assistant']);
  assert.equal(items[3].id, call.id);
  assert.equal(items[5].id, second.output[0].id);
});

test('remembers what a conversation was begun with', async () => {
  const { id } = await client.conversations.create({ items: [say('My name is Grace.')] });
  const response = await client.responses.create({ model: 'assistant', conversation: { id }, input: 'What is my name?' });
  assert.match(response.output_text, /Grace/);
});
