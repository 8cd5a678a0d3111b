package dev.parley.tool.builtin.text;

/** Where a place in a text is, by line and column from 1 on; goes forward only. */
final class LinePlace {

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    LinePlace(String text) {
        this.text = text;
    }

    void moveTo(int index) {
        for (; at < index; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
    }

    int line() {
        return line;
    }

    int column() {
        return text.codePointCount(lineStart, at) + 1;
    }
}
