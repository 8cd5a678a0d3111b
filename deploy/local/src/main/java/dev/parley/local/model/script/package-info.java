/**
 * The model {@code scripted}: does what a test tells it, by a script in the request or one put there
 * before. Which step of a script answers a request depends only on the request, so that a resumed or
 * repeated run gets the same answers: it is the number of assistant messages after the last user
 * message, and the last step repeats.
 *
 * <p>A script: {@code {"first_token_ms": 50, "token_ms": 2, "steps": [...]}}. A step is one of
 *
 * <ul>
 *   <li>{@code {"text": "...", "tokens": n?, "bad_usage": any?}}: text; with {@code tokens} exactly so
 *       many, the text said again as often as it takes; {@code {{tool_result}}} in it becomes the last
 *       tool result; {@code bad_usage} is sent in place of the usage, null leaves it out
 *   <li>{@code {"tool_calls": [{"name", "arguments": {...} or "raw_arguments": "{half", "id"?}],
 *       "text"?, "bad_usage"?}}
 *   <li>{@code {"error": {"status": 429, "retry_after": 1?, "message"?}}}
 *   <li>{@code {"cut_after_tokens": 3, "text"?}}: the connection breaks there
 *   <li>{@code {"html": true, "status": 502?}}, {@code {"empty": true | "choices" | "body"}}, {@code
 *       {"endless": true}}, {@code {"hang": true}}
 * </ul>
 *
 * <p>Any step may have {@code first_token_ms} and {@code token_ms} of its own, {@code "gate": "name"}
 * (waits until the gate is opened, a minute at most; a text with {@code "gate_after_tokens": n} waits
 * in the middle) and {@code "times": k, "then": {step}} (the step itself for the first k attempts of a
 * conversation, {@code then} afterwards: the only thing counted on the server).
 */
@NullMarked
package dev.parley.local.model.script;

import org.jspecify.annotations.NullMarked;
