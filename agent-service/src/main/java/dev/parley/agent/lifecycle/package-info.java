/** What a run can be, and what can become of it: pure rules, which Postgres enforces. */
@NullMarked
package dev.parley.agent.lifecycle;

import org.jspecify.annotations.NullMarked;
