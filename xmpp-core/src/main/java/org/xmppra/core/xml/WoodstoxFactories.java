package org.xmppra.core.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.util.SymbolTable;
import javax.xml.stream.XMLInputFactory;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * The one hardened factory of a parser. A factory keeps the names it has met; when hostile peers have filled it, a new
 * one takes its place, so that the memory for names is bounded.
 */
final class WoodstoxFactories {
    static final int MAX_NAMES = 2_000;

    private final XmlLimits limits;
    private volatile XMLInputFactory current;

    WoodstoxFactories(XmlLimits limits) {
        this.limits = limits;
        this.current = create();
    }

    XMLInputFactory current() {
        return current;
    }

    private XMLInputFactory create() {
        XMLInputFactory factory = new Bounded();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_CACHE_DTDS, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.maxDepth() + 1);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.maxAttributes());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.maxBytes());
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.maxBytes());
        return factory;
    }

    private final class Bounded extends WstxInputFactory {
        @Override
        public synchronized void updateSymbolTable(SymbolTable ofClosedReader) {
            if (ofClosedReader.size() <= MAX_NAMES) {
                super.updateSymbolTable(ofClosedReader);
            } else if (current == this) {
                current = create();
            }
        }
    }
}
