import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { agent, apiKey, baseURL, callWeather, scripted, weather } from './door.mjs';

const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const tools = [{ type: 'function', function: weather }];

function ask(content, more = {}) {
  return { model: agent, messages: [{ role: 'user', content }], ...more };
}

test('lists agents as models, and finds one', async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  assert.ok(ids.includes(agent) && ids.includes('assistant'), ids.join());
  assert.equal((await client.models.retrieve(agent)).owned_by, 'parley');
});

test('completes a chat, with usage', async () => {
  const completion = await client.chat.completions.create(
    ask(scripted({ text: 'Hello there.' }), { seed: 1, temperature: 0, metadata: { a: 'b' }, user: 'u' }),
  );
  assert.equal(completion.choices[0].message.content, 'Hello there.');
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.ok(completion.usage.total_tokens > 0);
  assert.ok(completion._request_id.startsWith('req_'));
});

test('streams the same text, and usage at the end if asked', async () => {
  const stream = await client.chat.completions.create(
    ask(scripted({ text: 'One two three four five.' }), { stream: true, stream_options: { include_usage: true } }),
  );
  let text = '';
  let usage;
  const reasons = [];
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? '';
    if (chunk.choices[0]?.finish_reason) reasons.push(chunk.choices[0].finish_reason);
    usage = chunk.usage ?? usage;
  }
  assert.equal(text, 'One two three four five.');
  assert.deepEqual(reasons, ['stop']);
  assert.ok(usage.completion_tokens > 0);
});

test('hands tool calls to the client and takes their output', async () => {
  const question = { role: 'user', content: scripted(callWeather, { text: 'Weather: {{tool_result}}' }) };
  const first = await client.chat.completions.create({ model: agent, messages: [question], tools, tool_choice: 'auto' });
  const message = first.choices[0].message;
  assert.equal(first.choices[0].finish_reason, 'tool_calls');
  assert.equal(message.content, null);
  assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), { city: 'Oslo' });

  const second = await client.chat.completions.create({
    model: agent,
    tools,
    messages: [question, message, { role: 'tool', tool_call_id: message.tool_calls[0].id, content: 'snow' }],
  });
  assert.equal(second.choices[0].message.content, 'Weather: snow');
});

test('streams tool calls to the helper that runs them', async () => {
  const runner = client.chat.completions.runTools({
    model: agent,
    stream: true,
    messages: [{ role: 'user', content: scripted(callWeather, { text: 'It is {{tool_result}}.' }) }],
    tools: [
      {
        type: 'function',
        function: { ...weather, parse: JSON.parse, function: ({ city }) => `cold in ${city}` },
      },
    ],
  });
  assert.equal(await runner.finalContent(), 'It is cold in Oslo.');
});

test('asks the model for JSON of a schema', async () => {
  const completion = await client.chat.completions.parse({
    model: 'assistant',
    messages: [{ role: 'user', content: 'My name is Grace. What is your answer?' }],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'greeting',
        strict: true,
        schema: {
          type: 'object',
          properties: { answer: { type: 'string' } },
          required: ['answer'],
          additionalProperties: false,
        },
      },
    },
  });
  assert.equal(typeof completion.choices[0].message.parsed.answer, 'string');
});

test('shows the model a whole history of more messages than a window', async () => {
  const messages = [{ role: 'system', content: 'Be brief.' }];
  for (let i = 0; i < 150; i++) {
    messages.push({ role: 'user', content: `question ${i}` }, { role: 'assistant', content: `answer ${i}` });
  }
  messages.push({ role: 'user', content: scripted({ text: 'Done.' }) });
  const completion = await client.chat.completions.create({ model: agent, messages });
  assert.equal(completion.choices[0].message.content, 'Done.');
  assert.ok(completion.usage.prompt_tokens > 900, JSON.stringify(completion.usage));
});

test('fails a stream that differs after a failure, instead of gluing two attempts together', async () => {
  const content = scripted({
    times: 1,
    then: { text: 'Quite another answer.' },
    text: 'The first answer is cut off in its middle, sadly.',
    cut_after_tokens: 8,
  });
  const stream = await client.chat.completions.create(ask(content, { stream: true }));
  await assert.rejects(async () => {
    for await (const chunk of stream) void chunk;
  }, (error) => error.code === 'stream_reset');
});

test('explains refusals as OpenAI does', async () => {
  const wrong = [
    [{ ...ask('x'), model: 'no-such-agent' }, 404, 'model_not_found', 'model'],
    [{ ...ask('x'), nonsense: 1 }, 400, 'unknown_parameter', 'nonsense'],
    [{ ...ask('x'), temperature: 3 }, 400, undefined, 'temperature'],
    [{ ...ask('x'), n: 2 }, 400, undefined, 'n'],
    [{ model: agent, messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] }, 400, 'invalid_value', 'messages[0].content[0].type'],
  ];
  for (const [body, status, code, param] of wrong) {
    const error = await client.chat.completions.create(body).then(() => assert.fail(JSON.stringify(body)), (e) => e);
    assert.equal(error.status, status, JSON.stringify(error));
    if (code) assert.equal(error.code, code);
    assert.equal(error.param, param);
    assert.ok(error.requestID.startsWith('req_'));
  }
});

test('refuses a wrong key with an authentication error', async () => {
  for (const key of ['sk-nonsense', `${apiKey.slice(0, -8)}AAAAAAAA`]) {
    const stranger = new OpenAI({ baseURL, apiKey: key, maxRetries: 0 });
    await assert.rejects(stranger.models.list(), (e) => e instanceof OpenAI.AuthenticationError && e.code === 'invalid_api_key');
    await assert.rejects(stranger.chat.completions.create(ask('x')), OpenAI.AuthenticationError);
  }
});

test('passes on that the model provider refuses, as what it is', async () => {
  const refused = scripted({ error: { status: 400, message: 'no' } });
  await assert.rejects(client.chat.completions.create(ask(refused)), (e) => e.status === 400 && e.code === 'model_refused_request');
});
