import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents';
import { z } from 'zod';
import { agent, apiKey, baseURL, callWeather, scripted } from './door.mjs';

const getWeather = tool({
  name: 'get_weather',
  description: 'The weather of a city',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => `mild in ${city}`,
});

for (const useResponses of [true, false]) {
  const name = useResponses ? 'responses' : 'chat completions';
  const modelProvider = new OpenAIProvider({ baseURL, apiKey, useResponses });
  const runner = new Runner({ modelProvider, tracingDisabled: true });
  const assistant = new Agent({ name: 'Weather', instructions: 'Answer briefly.', model: agent, tools: [getWeather] });
  const question = scripted(callWeather, { text: 'It is {{tool_result}}.' });

  test(`an agent calls its tool over ${name}`, async () => {
    const result = await runner.run(assistant, question);
    assert.equal(result.finalOutput, 'It is mild in Oslo.');
  });

  test(`an agent streams over ${name}`, async () => {
    const result = await runner.run(assistant, question, { stream: true });
    let text = '';
    for await (const piece of result.toTextStream()) text += piece;
    await result.completed;
    assert.equal(text, 'It is mild in Oslo.');
  });
}
