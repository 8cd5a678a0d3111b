package dev.parley.tool.egress;

/** A whole answer. */
public final class Answer {

    private final AnswerHead head;
    private final byte[] body;

    Answer(AnswerHead head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    /** Status, headers, and who answered. */
    public AnswerHead head() {
        return head;
    }

    /** The body, decompressed. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as text, see {@link dev.parley.tool.egress.body.ContentType#decode}. */
    public String text() {
        return head.contentType().decode(body);
    }

    @Override
    public String toString() {
        return head.status() + " with " + body.length + " bytes";
    }
}
