/** Real Postgres, Redis and Kafka as processes of their own, ready for the services to use. */
@NullMarked
package dev.parley.local.infrastructure;

import org.jspecify.annotations.NullMarked;
