package org.xmppra;

import java.util.Iterator;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import org.jspecify.annotations.Nullable;

/** What is in scope where a reader stands; moves on with it. */
final class XmlScopeContext implements NamespaceContext {
    private final XmlScope scope;

    XmlScopeContext(XmlScope scope) {
        this.scope = scope;
    }

    @Override
    public String getNamespaceURI(String prefix) {
        if (prefix.equals(XMLConstants.XMLNS_ATTRIBUTE)) {
            return Namespaces.XMLNS;
        }
        String namespace = scope.namespace(prefix);
        return namespace == null ? XMLConstants.NULL_NS_URI : namespace;
    }

    @Override
    public @Nullable String getPrefix(String namespace) {
        Iterator<String> all = getPrefixes(namespace);
        return all.hasNext() ? all.next() : null;
    }

    @Override
    public Iterator<String> getPrefixes(String namespace) {
        return IntStream.range(0, scope.end())
                .mapToObj(scope::prefix)
                .filter(prefix -> namespace.equals(scope.namespace(prefix)))
                .distinct()
                .iterator();
    }
}
