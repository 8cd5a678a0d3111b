/**
 * What conversation-service tells: posted messages become runs, deleted conversations lose theirs.
 */
@NullMarked
package dev.parley.agent.intake;

import org.jspecify.annotations.NullMarked;
