// What all clients are told: where the door is, who asks, and an agent that follows scripts.
export const baseURL = process.env.PARLEY_OPENAI_URL;
export const apiKey = process.env.PARLEY_TOKEN;
export const otherKey = process.env.PARLEY_OTHER_TOKEN;
export const agent = process.env.PARLEY_AGENT;

/** A message that tells the model what to answer. */
export function scripted(...steps) {
  return `<<script ${JSON.stringify({ token_ms: 1, steps })}>>`;
}

/** A tool that the client executes. */
export const weather = {
  name: 'get_weather',
  description: 'The weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
};

export const callWeather = { tool_calls: [{ name: 'get_weather', arguments: { city: 'Oslo' } }] };
