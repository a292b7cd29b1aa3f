package org.xmppra.core.xml;

import com.ctc.wstx.api.ReaderConfig;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.util.DefaultXmlSymbolTable;
import com.ctc.wstx.util.SymbolTable;
import javax.xml.stream.XMLInputFactory;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * The hardened factory of a parser, with a table of names of its own: Woodstox's is shared by the whole JVM, learns up to
 * 12,000 names of any length, and forgets none. This one begins anew when hostile peers have filled it. Thread-safe.
 */
final class WoodstoxFactory extends WstxInputFactory {
    static final int MAX_NAMES = 1_000;

    private volatile SymbolTable names = noNames();

    WoodstoxFactory(XmlLimits limits) {
        setProperty(XMLInputFactory.SUPPORT_DTD, false);
        setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        setProperty(XMLInputFactory.IS_COALESCING, true);
        setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        setProperty(WstxInputProperties.P_CACHE_DTDS, false);
        // One level more than the limit, for the root around a stanza.
        setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.maxDepth() + 1);
        setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.maxAttributes());
        setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.maxBytes());
        setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.maxBytes());
    }

    private static SymbolTable noNames() {
        SymbolTable names = DefaultXmlSymbolTable.getInstance();
        names.setInternStrings(true);
        return names;
    }

    /** How many names are remembered. */
    int names() {
        return names.size();
    }

    /** Called for each reader that is made. */
    @Override
    public ReaderConfig createPrivateConfig() {
        return mConfig.createNonShared(names.makeChild());
    }

    /** Called when a reader that has met new names is closed. */
    @Override
    public synchronized void updateSymbolTable(SymbolTable ofReader) {
        if (ofReader.size() > MAX_NAMES) {
            names = noNames();
        } else if (ofReader.isDirectChildOf(names)) {
            names.mergeChild(ofReader);
        }
    }
}
