package dev.parley.conversation.message;

import java.util.List;

/**
 * The newest messages of a conversation's active branch, as its cache keeps them.
 *
 * @param owner the user whose conversation it is
 * @param branch the branch that was active
 * @param newestFirst one message more than the longest page that is served from here, if there is
 *     one
 */
record RecentWindow(String owner, int branch, List<Item> newestFirst) {

    /** The longest page that is served from here. */
    static final int PAGE = 50;

    /**
     * A message.
     *
     * @param json the message as clients see it
     */
    record Item(long seq, String json) {}
}
