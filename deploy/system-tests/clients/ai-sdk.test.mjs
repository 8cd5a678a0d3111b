import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, generateObject, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { agent, apiKey, baseURL, callWeather, scripted } from './door.mjs';

const openai = createOpenAI({ baseURL, apiKey });
const tools = {
  get_weather: tool({
    description: 'The weather of a city',
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `windy in ${city}`,
  }),
};

for (const [name, model] of [['responses', openai.responses(agent)], ['chat', openai.chat(agent)]]) {
  test(`generates text over ${name}`, async () => {
    const { text, usage } = await generateText({ model, prompt: scripted({ text: 'Hi there.' }) });
    assert.equal(text, 'Hi there.');
    assert.ok(usage.totalTokens > 0);
  });

  test(`streams text over ${name}`, async () => {
    const { textStream } = streamText({ model, prompt: scripted({ text: 'One two three.' }) });
    let text = '';
    for await (const piece of textStream) text += piece;
    assert.equal(text, 'One two three.');
  });

  test(`calls tools in steps over ${name}`, async () => {
    const prompt = scripted(callWeather, { text: 'It is {{tool_result}}.' });
    const { text } = await generateText({ model, tools, stopWhen: stepCountIs(3), prompt });
    assert.match(text, /windy in Oslo/);
  });
}

test('generates an object of a schema', async () => {
  const schema = z.object({ answer: z.string() });
  const { object } = await generateObject({ model: openai.responses('assistant'), schema, prompt: 'What is your answer?' });
  assert.equal(typeof object.answer, 'string');
});

test('reports an unknown model', async () => {
  const attempt = generateText({ model: openai.responses('nobody'), prompt: 'x', maxRetries: 0 });
  await assert.rejects(attempt, (e) => APICallError.isInstance(e) && e.statusCode === 404);
});
