package org.xmppra.core.xml;

import org.xmppra.core.stream.StreamException;

/**
 * The grammar of one frame, a byte at a time: tags, attributes, references, text, CDATA. Tells where tags end and how deep
 * it stands; refuses the rest of XML. Names of end tags are left to the parser.
 */
final class XmlMarkup {
    enum Event {
        NONE,
        START,
        EMPTY,
        END,
        DECLARATION
    }

    /** Numbers: a reference in a field that changes with nearly each byte costs more than all the rest of a state's work. */
    private static final class State {
        static final int OPENED = 0;
        static final int START_NAME = 1;
        static final int TAG_SPACE = 2;
        static final int VALUE_END = 3;
        static final int ATTRIBUTE_NAME = 4;
        static final int BEFORE_EQUALS = 5;
        static final int BEFORE_VALUE = 6;
        static final int VALUE = 7;
        static final int VALUE_REFERENCE = 8;
        static final int EMPTY_SLASH = 9;
        static final int END_SLASH = 10;
        static final int END_NAME = 11;
        static final int END_SPACE = 12;
        static final int TEXT = 13;
        static final int TEXT_REFERENCE = 14;
        static final int BANG = 15;
        static final int CDATA_START = 16;
        static final int CDATA = 17;
        static final int DECLARATION = 18;
        static final int DECLARATION_END = 19;
    }

    private static final String CDATA_START = "CDATA[";

    private final XmlLimits limits;
    private final Utf8Decoder utf8 = new Utf8Decoder();
    private final XmlReference reference = new XmlReference();
    private int state = State.OPENED;
    private boolean declarationAllowed;
    private int depth;
    private int attributes;
    private int nameLength;
    /** Whether the name has a prefix, and whether nothing of it has come behind the colon. */
    private boolean prefixed;

    private boolean colonLast;
    private int quote;
    /** Closing brackets just seen, or characters of {@link #CDATA_START}. */
    private int matched;

    XmlMarkup(XmlLimits limits) {
        this.limits = limits;
    }

    /** Stands behind the {@code <} of a frame. */
    void begin(boolean mayBeDeclaration) {
        state = State.OPENED;
        declarationAllowed = mayBeDeclaration;
        depth = 0;
    }

    /** Levels of elements that are open. */
    int depth() {
        return depth;
    }

    /** Passes over bytes that change nothing here; the same as {@link #next} for each of them, but quicker. */
    int skip(byte[] in, int from, int to) {
        if (utf8.isInside()) {
            return from;
        }
        int at = from;
        if (state == State.TEXT || state == State.CDATA) {
            at = XmlSyntax.skipPlainText(in, from, to);
            matched = at > from ? 0 : matched;
        } else if (state == State.VALUE) {
            at = XmlSyntax.skipPlainValue(in, from, to);
        } else if (state == State.START_NAME || state == State.ATTRIBUTE_NAME || state == State.END_NAME) {
            // What is beyond the limit is left to be refused.
            int stop = Math.min(to, from + limits.maxNameLength() - nameLength);
            at = XmlSyntax.skipPlainName(in, from, stop);
            nameLength += at - from;
            colonLast &= at == from;
        } else if (state == State.TAG_SPACE) {
            at = skipAttributes(in, from, to);
        }
        return at;
    }

    /** Passes over the attributes that are written as nearly all are; what is beyond the limit is left to be refused. */
    private int skipAttributes(byte[] in, int from, int to) {
        int at = from;
        while (attributes < limits.maxAttributes()) {
            int end = endOfPlainAttribute(in, at, to);
            if (end < 0) {
                return at;
            }
            attributes++;
            if (end == to || in[end] != ' ') {
                state = State.VALUE_END;
                return end;
            }
            at = end + 1;
        }
        return at;
    }

    /**
     * Where an attribute ends that is all here, in ASCII, without prefix, space around its equals sign, references, and quotes in
     * its value; negative if another begins here, or none.
     */
    private int endOfPlainAttribute(byte[] in, int from, int to) {
        if (from == to || !XmlSyntax.isNameStart(in[from] & 0xFF)) {
            return -1;
        }
        int at = XmlSyntax.skipPlainName(in, from, Math.min(to, from + limits.maxNameLength()));
        if (at + 1 >= to || in[at] != '=' || in[at + 1] != '\'' && in[at + 1] != '"') {
            return -1;
        }
        byte close = in[at + 1];
        at = XmlSyntax.skipPlainValue(in, at + 2, to);
        return at < to && in[at] == close ? at + 1 : -1;
    }

    /** Takes the next byte. */
    Event next(byte b) throws StreamException {
        int c = b & 0xFF;
        if (b < 0 || utf8.isInside()) {
            c = utf8.next(c);
            if (c == Utf8Decoder.INCOMPLETE) {
                return Event.NONE;
            }
        }
        if (!XmlSyntax.isAllowed(c)) {
            throw Refusal.malformed("a character that XML 1.0 forbids");
        }
        return take(c);
    }

    private Event take(int c) throws StreamException {
        return switch (state) {
            case State.OPENED -> opened(c);
            case State.START_NAME -> isNamed(c) ? Event.NONE : inTag(c);
            case State.TAG_SPACE -> tagSpace(c);
            case State.VALUE_END -> inTag(c);
            case State.ATTRIBUTE_NAME -> isNamed(c) ? Event.NONE : beforeEquals(c);
            case State.BEFORE_EQUALS -> beforeEquals(c);
            case State.BEFORE_VALUE -> beforeValue(c);
            case State.VALUE -> value(c);
            case State.VALUE_REFERENCE -> reference(c, State.VALUE);
            case State.EMPTY_SLASH -> emptySlash(c);
            case State.END_SLASH -> beginName(c, State.END_NAME);
            case State.END_NAME -> isNamed(c) ? Event.NONE : endSpace(c);
            case State.END_SPACE -> endSpace(c);
            case State.TEXT -> text(c);
            case State.TEXT_REFERENCE -> reference(c, State.TEXT);
            case State.BANG -> bang(c);
            case State.CDATA_START -> cdataStart(c);
            case State.CDATA -> cdata(c);
            case State.DECLARATION -> go(c == '?' ? State.DECLARATION_END : State.DECLARATION);
            case State.DECLARATION_END -> declarationEnd(c);
            default -> throw new IllegalStateException("State " + state);
        };
    }

    private Event opened(int c) throws StreamException {
        return switch (c) {
            case '/' -> go(State.END_SLASH);
            case '!' -> go(State.BANG);
            case '?' -> {
                if (!declarationAllowed) {
                    throw Refusal.restricted("a processing instruction");
                }
                yield go(State.DECLARATION);
            }
            default -> {
                attributes = 0;
                yield beginName(c, State.START_NAME);
            }
        };
    }

    private Event declarationEnd(int c) {
        if (c == '>') {
            return Event.DECLARATION;
        }
        return go(c == '?' ? State.DECLARATION_END : State.DECLARATION);
    }

    private Event beginName(int c, int name) throws StreamException {
        if (!XmlSyntax.isNameStart(c)) {
            throw Refusal.malformed("a name was expected");
        }
        nameLength = 0;
        prefixed = false;
        colonLast = false;
        isNamed(c);
        return go(name);
    }

    /** Whether the character belongs to the name, which it then makes longer. */
    private boolean isNamed(int c) throws StreamException {
        if (!XmlSyntax.isName(c)) {
            if (colonLast) {
                throw Refusal.malformed("a name ends with a colon");
            }
            return false;
        }
        countColon(c);
        nameLength += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (nameLength > limits.maxNameLength()) {
            throw Refusal.tooMuch("a name is longer than " + limits.maxNameLength() + " bytes");
        }
        return true;
    }

    /** Parsers differ in what they make of names that Namespaces in XML does not know. */
    private void countColon(int c) throws StreamException {
        colonLast = c == ':';
        if (colonLast && prefixed) {
            throw Refusal.malformed("a name has two colons");
        }
        prefixed |= colonLast;
    }

    /** In a start tag, behind a name or value. */
    private Event inTag(int c) throws StreamException {
        if (XmlSyntax.isSpace(c)) {
            return go(State.TAG_SPACE);
        }
        return switch (c) {
            case '>' -> startTag();
            case '/' -> go(State.EMPTY_SLASH);
            default -> throw Refusal.malformed("white space, / or > was expected in a tag");
        };
    }

    private Event tagSpace(int c) throws StreamException {
        if (!XmlSyntax.isNameStart(c)) {
            return inTag(c);
        }
        if (++attributes > limits.maxAttributes()) {
            throw Refusal.tooMuch("a tag has more than " + limits.maxAttributes() + " attributes");
        }
        return beginName(c, State.ATTRIBUTE_NAME);
    }

    private Event beforeEquals(int c) throws StreamException {
        if (XmlSyntax.isSpace(c)) {
            return go(State.BEFORE_EQUALS);
        }
        if (c != '=') {
            throw Refusal.malformed("an attribute has no value");
        }
        return go(State.BEFORE_VALUE);
    }

    private Event beforeValue(int c) throws StreamException {
        if (XmlSyntax.isSpace(c)) {
            return Event.NONE;
        }
        if (c != '\'' && c != '"') {
            throw Refusal.malformed("an attribute's value has no quote");
        }
        quote = c;
        return go(State.VALUE);
    }

    private Event value(int c) throws StreamException {
        if (c == quote) {
            return go(State.VALUE_END);
        }
        if (c == '<') {
            throw Refusal.malformed("a < in an attribute's value");
        }
        return c == '&' ? beginReference(State.VALUE_REFERENCE) : Event.NONE;
    }

    private Event emptySlash(int c) throws StreamException {
        if (c != '>') {
            throw Refusal.malformed("> was expected");
        }
        checkDepth();
        return go(State.TEXT, Event.EMPTY);
    }

    private Event startTag() throws StreamException {
        checkDepth();
        depth++;
        return go(State.TEXT, Event.START);
    }

    private void checkDepth() throws StreamException {
        if (depth == limits.maxDepth()) {
            throw Refusal.tooMuch("elements are nested deeper than " + limits.maxDepth());
        }
    }

    private Event endSpace(int c) throws StreamException {
        if (XmlSyntax.isSpace(c)) {
            return go(State.END_SPACE);
        }
        if (c != '>') {
            throw Refusal.malformed("> was expected in an end tag");
        }
        depth--;
        return go(State.TEXT, Event.END);
    }

    private Event text(int c) throws StreamException {
        switch (c) {
            case '<' -> state = State.OPENED;
            case '&' -> beginReference(State.TEXT_REFERENCE);
            case '>' -> checkNoCdataEnd();
            default -> countBracket(c);
        }
        return Event.NONE;
    }

    private void checkNoCdataEnd() throws StreamException {
        if (matched >= 2) {
            throw Refusal.malformed("]]> in text");
        }
        matched = 0;
    }

    private void countBracket(int c) {
        matched = c == ']' ? Math.min(matched + 1, 2) : 0;
    }

    private Event beginReference(int next) {
        reference.begin();
        return go(next);
    }

    private Event reference(int c, int after) throws StreamException {
        return reference.next(c) ? go(after) : Event.NONE;
    }

    private Event bang(int c) throws StreamException {
        return switch (c) {
            case '-' -> throw Refusal.restricted("a comment");
            case 'D' -> throw Refusal.restricted("a document type declaration");
            case '[' -> {
                if (depth == 0) {
                    throw Refusal.malformed("text between stanzas");
                }
                yield go(State.CDATA_START);
            }
            default -> throw Refusal.malformed("unknown markup");
        };
    }

    private Event cdataStart(int c) throws StreamException {
        if (c != CDATA_START.charAt(matched++)) {
            throw Refusal.malformed("unknown markup");
        }
        return matched == CDATA_START.length() ? go(State.CDATA) : Event.NONE;
    }

    private Event cdata(int c) {
        if (c == '>' && matched == 2) {
            return go(State.TEXT);
        }
        countBracket(c);
        return Event.NONE;
    }

    private Event go(int next) {
        return go(next, Event.NONE);
    }

    private Event go(int next, Event event) {
        state = next;
        matched = 0;
        return event;
    }
}
