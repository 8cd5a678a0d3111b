package dev.parley.tool.builtin.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of a web page: no scripts, no styles, nothing that is hidden.
 *
 * @param title empty if there is none
 */
record PageText(String title, String text) {

    private static final String UNSEEN =
            "script, style, noscript, template, svg, iframe, object, [hidden], [aria-hidden=true], [style~=(?i)display\\s*:\\s*none], [style~=(?i)visibility\\s*:\\s*hidden]";

    private static final Set<String> CELLS = Set.of("td", "th");

    /**
     * Reads a page.
     *
     * @param charset as the answer names it, or null: then as the page says, or UTF-8
     */
    static PageText of(byte[] page, @Nullable String charset) {
        try {
            Document document = Jsoup.parse(new ByteArrayInputStream(page), charset, "");
            String title = document.title();
            document.select(UNSEEN).remove();
            Lines lines = new Lines();
            NodeTraversor.traverse(lines, document.body());
            return new PageText(title, lines.text());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    /** Puts text together, a line for each block. */
    private static final class Lines implements NodeVisitor {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(words.getWholeText());
            } else if (node instanceof Element element) {
                if (isLine(element) || element.nameIs("br")) {
                    breakLine();
                }
                if (element.nameIs("li")) {
                    text.append("- ");
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (CELLS.contains(element.normalName())) {
                    append(" ");
                } else if (isLine(element)) {
                    breakLine();
                }
            }
        }

        private static boolean isLine(Element element) {
            return element.isBlock() && !CELLS.contains(element.normalName());
        }

        private void append(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (!Character.isWhitespace(c) && c != '\u00A0') {
                    text.append(c);
                } else if (!text.isEmpty() && !endsWithSpace()) {
                    text.append(' ');
                }
            }
        }

        private boolean endsWithSpace() {
            char last = text.charAt(text.length() - 1);
            return last == ' ' || last == '\n';
        }

        private void breakLine() {
            while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }

        private String text() {
            return text.toString().strip();
        }
    }
}
