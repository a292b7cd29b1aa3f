package org.xmppra;

import java.util.NoSuchElementException;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Walks a tree as a StAX reader, from the start of a document of which it is the one element. Not thread-safe. */
final class XmlTreeStreamReader implements XMLStreamReader {
    private final XmlElement root;
    private final XmlScope scope = new XmlScope("");
    /** The open elements, for each the content to come to next and what {@link XmlScope#enter} gave. */
    private final XmlElement[] open;

    private final int[] nextContent;
    private final int[] marks;
    private int depth;
    private int event = START_DOCUMENT;
    private String text = "";

    XmlTreeStreamReader(XmlElement root) {
        this.root = root;
        this.open = new XmlElement[root.depth()];
        this.nextContent = new int[root.depth()];
        this.marks = new int[root.depth()];
    }

    @Override
    public int next() {
        if (event == END_DOCUMENT) {
            throw new NoSuchElementException("The document has ended");
        }
        if (event == START_DOCUMENT) {
            return enter(root);
        }
        if (event == END_ELEMENT) {
            depth--;
            scope.leave(marks[depth]);
        }
        if (depth == 0) {
            event = END_DOCUMENT;
            return event;
        }
        return nextContent();
    }

    private int nextContent() {
        int top = depth - 1;
        if (nextContent[top] == open[top].content().size()) {
            event = END_ELEMENT;
        } else {
            Object node = open[top].content().get(nextContent[top]++);
            if (node instanceof XmlElement child) {
                return enter(child);
            }
            text = (String) node;
            event = CHARACTERS;
        }
        return event;
    }

    private int enter(XmlElement element) {
        open[depth] = element;
        nextContent[depth] = 0;
        marks[depth] = scope.enter(element);
        depth++;
        event = START_ELEMENT;
        return event;
    }

    private XmlElement element() {
        if (!hasName()) {
            throw new IllegalStateException("Not at a start or end tag");
        }
        return open[depth - 1];
    }

    private XmlElement start() {
        if (event != START_ELEMENT) {
            throw new IllegalStateException("Not at a start tag");
        }
        return open[depth - 1];
    }

    @Override
    public boolean hasNext() {
        return event != END_DOCUMENT;
    }

    @Override
    public int nextTag() throws XMLStreamException {
        int found = next();
        while (found == CHARACTERS && text.isBlank()) {
            found = next();
        }
        if (found != START_ELEMENT && found != END_ELEMENT) {
            throw new XMLStreamException("Neither a start nor an end tag comes next");
        }
        return found;
    }

    @Override
    public String getElementText() throws XMLStreamException {
        XmlElement element = start();
        if (!element.children().isEmpty()) {
            throw new XMLStreamException("The element <" + element.name() + "> holds elements, not only text");
        }
        while (event != END_ELEMENT) {
            next();
        }
        return element.text();
    }

    @Override
    public void require(int type, @Nullable String namespace, @Nullable String name) throws XMLStreamException {
        if (type != event
                || namespace != null && !namespace.equals(element().namespace())
                || name != null && !name.equals(element().name())) {
            throw new XMLStreamException("Not at the event " + type + " {" + namespace + "}" + name);
        }
    }

    @Override
    public int getEventType() {
        return event;
    }

    @Override
    public boolean isStartElement() {
        return event == START_ELEMENT;
    }

    @Override
    public boolean isEndElement() {
        return event == END_ELEMENT;
    }

    @Override
    public boolean isCharacters() {
        return event == CHARACTERS;
    }

    @Override
    public boolean isWhiteSpace() {
        return event == CHARACTERS && text.isBlank();
    }

    @Override
    public boolean hasName() {
        return event == START_ELEMENT || event == END_ELEMENT;
    }

    @Override
    public QName getName() {
        return new QName(element().namespace(), getLocalName(), getPrefix());
    }

    @Override
    public String getLocalName() {
        return element().name();
    }

    @Override
    public @Nullable String getNamespaceURI() {
        return nullIfEmpty(element().namespace());
    }

    @Override
    public String getPrefix() {
        return scope.elementPrefix(element());
    }

    @Override
    public int getAttributeCount() {
        return start().attributeRow().count();
    }

    @Override
    public QName getAttributeName(int i) {
        return new QName(
                start().attributeRow().namespace(i), start().attributeRow().name(i), getAttributePrefix(i));
    }

    @Override
    public @Nullable String getAttributeNamespace(int i) {
        return nullIfEmpty(start().attributeRow().namespace(i));
    }

    @Override
    public String getAttributeLocalName(int i) {
        return start().attributeRow().name(i);
    }

    @Override
    public String getAttributePrefix(int i) {
        return scope.attributePrefix(start(), i);
    }

    @Override
    public String getAttributeType(int i) {
        return "CDATA";
    }

    @Override
    public String getAttributeValue(int i) {
        return start().attributeRow().value(i);
    }

    /** Null asks for the name in any namespace. */
    @Override
    public @Nullable String getAttributeValue(@Nullable String namespace, String name) {
        XmlElement element = start();
        for (int i = 0; i < element.attributeRow().count(); i++) {
            if (element.attributeRow().name(i).equals(name)
                    && (namespace == null
                            || namespace.equals(element.attributeRow().namespace(i)))) {
                return element.attributeRow().value(i);
            }
        }
        return null;
    }

    @Override
    public boolean isAttributeSpecified(int i) {
        return true;
    }

    @Override
    public int getNamespaceCount() {
        element();
        return scope.end() - marks[depth - 1];
    }

    @Override
    public @Nullable String getNamespacePrefix(int i) {
        element();
        return nullIfEmpty(scope.prefix(marks[depth - 1] + i));
    }

    @Override
    public @Nullable String getNamespaceURI(int i) {
        element();
        return nullIfEmpty(scope.namespace(marks[depth - 1] + i));
    }

    @Override
    public @Nullable String getNamespaceURI(String prefix) {
        return scope.namespace(prefix);
    }

    @Override
    public NamespaceContext getNamespaceContext() {
        return new XmlScopeContext(scope);
    }

    @Override
    public boolean hasText() {
        return event == CHARACTERS;
    }

    @Override
    public String getText() {
        if (event != CHARACTERS) {
            throw new IllegalStateException("Not at text");
        }
        return text;
    }

    @Override
    public char[] getTextCharacters() {
        return getText().toCharArray();
    }

    @Override
    public int getTextCharacters(int sourceStart, char[] target, int targetStart, int length) {
        int count = Math.min(length, getText().length() - sourceStart);
        text.getChars(sourceStart, sourceStart + count, target, targetStart);
        return count;
    }

    @Override
    public int getTextStart() {
        return 0;
    }

    @Override
    public int getTextLength() {
        return getText().length();
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return null;
    }

    @Override
    public void close() {
        // Nothing is open: a tree is memory only.
    }

    @Override
    public @Nullable String getEncoding() {
        return null;
    }

    @Override
    public @Nullable String getVersion() {
        return null;
    }

    @Override
    public boolean isStandalone() {
        return false;
    }

    @Override
    public boolean standaloneSet() {
        return false;
    }

    @Override
    public @Nullable String getCharacterEncodingScheme() {
        return null;
    }

    @Override
    public @Nullable String getPITarget() {
        return null;
    }

    @Override
    public @Nullable String getPIData() {
        return null;
    }

    @Override
    public Location getLocation() {
        return XmlNoLocation.INSTANCE;
    }

    private static @Nullable String nullIfEmpty(String value) {
        return value.isEmpty() ? null : value;
    }
}
