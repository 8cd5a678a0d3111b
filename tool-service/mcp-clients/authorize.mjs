// Loaded before the conformance suite, which knows no tokens: adds one to all that it sends, and changes nothing else.
import http from 'node:http';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';

const authorization = `Bearer ${process.env.PARLEY_TOKEN}`;

// Node's own fetch uses the same dispatcher.
setGlobalDispatcher(
  getGlobalDispatcher().compose((dispatch) => (options, handler) => dispatch({ ...options, headers: withToken(options.headers) }, handler)),
);

function withToken(headers) {
  if (Array.isArray(headers)) {
    return [...headers, 'authorization', authorization];
  }
  const plain = headers && typeof headers[Symbol.iterator] === 'function' ? Object.fromEntries(headers) : headers;
  return { ...plain, authorization };
}

const request = http.request;
http.request = (options, ...rest) =>
  request({ ...options, headers: { ...options.headers, authorization } }, ...rest);
