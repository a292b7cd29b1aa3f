package org.xmppra.testkit.script;

/**
 * Finds where the next piece of a stream ends: a header, a first-level element, or the closing tag. Made for what a
 * client sends in a test, which is well-formed or about to fail it; not for hostile input.
 */
final class Pieces {
    /** The piece is not complete yet. */
    static final int INCOMPLETE = -1;

    private final String text;
    private int at;

    private Pieces(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Where the next piece begins, white space and an XML declaration skipped; the end of the text if there is none. */
    static int start(String text) {
        int start = skipSpace(text, 0);
        if (text.startsWith("<?xml", start)) {
            int end = text.indexOf("?>", start);
            return end < 0 ? text.length() : skipSpace(text, end + 2);
        }
        return start;
    }

    private static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Behind the end of the piece that begins here, or {@link #INCOMPLETE}. */
    static int end(String text, int start) {
        return new Pieces(text, start).end();
    }

    static boolean isHeader(String piece) {
        return piece.startsWith("<stream:stream") && !piece.endsWith("/>");
    }

    static boolean isClose(String piece) {
        return piece.startsWith("</");
    }

    private int end() {
        int depth = 0;
        while (at < text.length()) {
            int open = text.indexOf('<', at);
            if (open < 0) {
                return INCOMPLETE;
            }
            at = open;
            if (text.startsWith("<![CDATA[", at)) {
                at = behind("]]>");
            } else {
                int close = tagEnd();
                if (close < 0) {
                    return INCOMPLETE;
                }
                depth += levels(text.substring(open, close));
                at = close;
                if (depth <= 0) {
                    return at;
                }
            }
        }
        return INCOMPLETE;
    }

    private int behind(String end) {
        int found = text.indexOf(end, at);
        return found < 0 ? text.length() : found + end.length();
    }

    /** Behind the {@code >} of the tag that begins here; quoted ones do not count. */
    private int tagEnd() {
        char quote = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return INCOMPLETE;
    }

    private static int levels(String tag) {
        if (isClose(tag)) {
            return -1;
        }
        return tag.endsWith("/>") || isHeader(tag) ? 0 : 1;
    }
}
