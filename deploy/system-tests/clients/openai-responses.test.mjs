import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { agent, apiKey, baseURL, callWeather, otherKey, scripted, weather } from './door.mjs';

const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const tools = [{ type: 'function', ...weather, strict: true }];
const model = agent;

async function all(stream) {
  const events = [];
  for await (const event of stream) events.push(event);
  return events;
}

async function retrieved(id, until) {
  for (;;) {
    const response = await client.responses.retrieve(id);
    if (until(response)) return response;
    await new Promise((next) => setTimeout(next, 100));
  }
}

test('answers, keeps the response and forgets it', async () => {
  const response = await client.responses.create({ model, input: scripted({ text: 'Hello.' }), metadata: { a: 'b' } });
  assert.equal(response.output_text, 'Hello.');
  assert.equal(response.status, 'completed');
  assert.ok(response.usage.total_tokens > 0);
  const again = await client.responses.retrieve(response.id);
  assert.deepEqual(again.output, response.output);
  assert.deepEqual(again.metadata, { a: 'b' });
  const items = await all(client.responses.inputItems.list(response.id));
  assert.equal(items.length, 1);
  assert.equal(items[0].role, 'user');
  await client.responses.delete(response.id);
  await assert.rejects(client.responses.retrieve(response.id), OpenAI.NotFoundError);
});

test('streams every event in order, and the same ones again after any of them', async () => {
  const input = scripted({ text: 'One two three four five six seven eight nine ten.', token_ms: 30 });
  const events = await all(await client.responses.create({ model, input, stream: true }));
  const types = events.map((event) => event.type);
  assert.deepEqual([...new Set(types)], [
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ]);
  assert.deepEqual(events.map((event) => event.sequence_number), events.map((_, i) => i));
  const id = events[0].response.id;
  for (const event of events) {
    const rest = await all(
      await client.responses.retrieve(id, { stream: true, starting_after: event.sequence_number }),
    );
    assert.deepEqual(rest, events.slice(event.sequence_number + 1));
  }
  assert.deepEqual(await all(await client.responses.retrieve(id, { stream: true })), events);
});

test('goes on in the background after the connection was cut, and is resumed', async () => {
  const text = 'A long answer that takes its time to come, word by word, until it is all there.';
  const stream = await client.responses.create({
    model,
    input: scripted({ text, token_ms: 100 }),
    background: true,
    stream: true,
  });
  let seen = '';
  let last;
  let id;
  for await (const event of stream) {
    id ??= event.response?.id;
    last = event.sequence_number;
    if (event.type === 'response.output_text.delta') seen += event.delta;
    if (seen.length > 10) break;
  }
  assert.ok(seen.length < text.length);
  const rest = await all(await client.responses.retrieve(id, { stream: true, starting_after: last }));
  for (const event of rest) if (event.type === 'response.output_text.delta') seen += event.delta;
  assert.equal(seen, text);
  assert.equal(rest[0].sequence_number, last + 1);
  assert.equal(rest.at(-1).response.output_text ?? rest.at(-1).response.output[0].content[0].text, text);
});

test('answers in the background, and can be asked how far it is', async () => {
  const begun = await client.responses.create({ model, input: scripted({ text: 'Later.' }), background: true });
  assert.ok(['queued', 'in_progress', 'completed'].includes(begun.status), begun.status);
  const done = await retrieved(begun.id, (response) => response.status === 'completed');
  assert.equal(done.output_text, 'Later.');
});

test('cancels', async () => {
  const begun = await client.responses.create({ model, input: scripted({ hang: true }), background: true });
  await retrieved(begun.id, (response) => response.status === 'in_progress');
  const cancelled = await client.responses.cancel(begun.id);
  assert.equal(cancelled.status, 'cancelled');
});

test('goes on after a response, from any of them, and takes tool outputs', async () => {
  const input = scripted(callWeather, { text: 'It is {{tool_result}}.' });
  const first = await client.responses.create({ model, input, tools });
  const call = first.output.find((item) => item.type === 'function_call');
  assert.deepEqual(JSON.parse(call.arguments), { city: 'Oslo' });
  for (const output of ['snowing', 'raining']) {
    const next = await client.responses.create({
      model,
      tools,
      previous_response_id: first.id,
      input: [{ type: 'function_call_output', call_id: call.call_id, output }],
    });
    assert.equal(next.output_text, `It is ${output}.`);
    assert.equal(next.previous_response_id, first.id);
  }
});

test('takes a whole history of items, calls among them', async () => {
  const question = { role: 'user', content: scripted(callWeather, { text: 'So {{tool_result}}.' }) };
  const first = await client.responses.create({ model, input: [question], tools, store: false });
  const call = first.output[0];
  const second = await client.responses.create({
    model,
    tools,
    input: [question, ...first.output, { type: 'function_call_output', call_id: call.call_id, output: 'dry' }],
  });
  assert.equal(second.output_text, 'So dry.');
  await assert.rejects(client.responses.retrieve(first.id), OpenAI.NotFoundError);
});

test('streams the arguments of a call', async () => {
  const events = await all(await client.responses.create({ model, input: scripted(callWeather), tools, stream: true }));
  const done = events.find((event) => event.type === 'response.function_call_arguments.done');
  assert.deepEqual(JSON.parse(done.arguments), { city: 'Oslo' });
  assert.deepEqual(events.map((event) => event.sequence_number), events.map((event) => event.sequence_number).sort((a, b) => a - b));
});

test('parses JSON of a schema', async () => {
  const response = await client.responses.parse({
    model: 'assistant',
    input: 'My name is Grace. What is your answer?',
    text: {
      format: {
        type: 'json_schema',
        name: 'greeting',
        strict: true,
        schema: { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'], additionalProperties: false },
      },
    },
  });
  assert.equal(typeof response.output_parsed.answer, 'string');
});

test('tells the right text where a stream had to begin anew', async () => {
  const input = scripted({
    times: 1,
    then: { text: 'Quite another answer.' },
    text: 'The first answer is cut off in its middle, sadly.',
    cut_after_tokens: 8,
  });
  const events = await all(await client.responses.create({ model, input, stream: true }));
  const done = events.find((event) => event.type === 'response.output_text.done');
  assert.equal(done.text, 'Quite another answer.');
  assert.equal(events.at(-1).response.output[0].content[0].text, 'Quite another answer.');
});

test('says what failed', async () => {
  const response = await client.responses.create({ model, input: scripted({ error: { status: 400, message: 'no' } }) });
  assert.equal(response.status, 'failed');
  assert.match(response.error.message, /model-refused-request/);
});

test('hides responses from others, and refuses what does not fit', async () => {
  const mine = await client.responses.create({ model, input: scripted({ text: 'Mine.' }) });
  const other = new OpenAI({ baseURL, apiKey: otherKey, maxRetries: 0 });
  await assert.rejects(other.responses.retrieve(mine.id), OpenAI.NotFoundError);
  await assert.rejects(other.responses.create({ model, input: 'x', previous_response_id: mine.id }), OpenAI.BadRequestError);
  const unknown = client.responses.create({ model, input: 'x', nonsense: 1 });
  await assert.rejects(unknown, (e) => e.status === 400 && e.param === 'nonsense' && e.code === 'unknown_parameter');
  await assert.rejects(client.responses.create({ model: 'gpt-4.1', input: 'x' }), (e) => e.status === 404 && e.code === 'model_not_found');
});
