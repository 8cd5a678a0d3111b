package dev.parley.conversation.openai.run;

/**
 * The text of a reply on its way to a client that cannot be told to forget. When the log voids what
 * was streamed, the new attempt is compared with what the client has: as long as it says the same
 * nothing is sent, where it goes on the client gets the rest, and if it says something else the
 * text has {@link #diverged()} and no more of it is sent. So two attempts are never glued together.
 */
public final class StreamedText {

    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder again = new StringBuilder();
    private boolean replaying;
    private boolean diverged;

    /** More text; returns what the client is to be sent of it, perhaps nothing. */
    public String take(String delta) {
        if (diverged) {
            return "";
        }
        if (!replaying) {
            sent.append(delta);
            return delta;
        }
        again.append(delta);
        return catchUp();
    }

    /** What was streamed so far is void. */
    public void reset() {
        replaying = true;
        again.setLength(0);
    }

    /** The whole text is known; returns what the client still lacks. */
    public String complete(String whole) {
        if (diverged) {
            return "";
        }
        again.setLength(0);
        again.append(whole);
        String rest = catchUp();
        diverged |= sent.length() > whole.length();
        return rest;
    }

    /** Whether the client has text that is not part of the reply. */
    public boolean diverged() {
        return diverged;
    }

    /** Whether the client has any text. */
    public boolean begun() {
        return !sent.isEmpty();
    }

    /** What the client has. */
    public String sent() {
        return sent.toString();
    }

    private String catchUp() {
        int common = Math.min(sent.length(), again.length());
        if (!sent.substring(0, common).contentEquals(again.substring(0, common))) {
            diverged = true;
            return "";
        }
        if (again.length() < sent.length()) {
            return "";
        }
        String rest = again.substring(sent.length());
        sent.append(rest);
        replaying = false;
        again.setLength(0);
        return rest;
    }
}
