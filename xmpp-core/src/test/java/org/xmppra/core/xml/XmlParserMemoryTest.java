package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.util.SymbolTable;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.xmppra.core.stream.StreamException;

class XmlParserMemoryTest {
    private static final int NAMES_A_STANZA = 100;

    private final WoodstoxFactories factories = new WoodstoxFactories(XmlLimits.DEFAULT);

    @Test
    void twoHundredThousandDistinctNamesLeaveABoundedTable() throws Exception {
        WoodstoxParser parser = new WoodstoxParser(factories);
        int most = 0;
        for (int first = 0; first < 200_000; first += NAMES_A_STANZA) {
            parser.parse(Wire.bytes(stanza(first)), XmlHeader.NONE);
            most = Math.max(most, names());
        }

        assertThat(most).isBetween(WoodstoxFactories.MAX_NAMES / 2, WoodstoxFactories.MAX_NAMES);
    }

    @Test
    void oneStanzaOfThousandsOfNamesLeavesNothing() throws Exception {
        WoodstoxParser parser = new WoodstoxParser(factories);
        int before = names();
        StringBuilder stanza = new StringBuilder("<a>");
        for (int i = 0; i < 10_000; i++) {
            stanza.append("<n").append(i).append("/>");
        }

        parser.parse(Wire.bytes(stanza + "</a>"), XmlHeader.NONE);

        assertThat(names()).isEqualTo(before);
    }

    @Test
    void namesOfStanzasThatAreNotWellFormedCountToo() throws Exception {
        WoodstoxParser parser = new WoodstoxParser(factories);
        for (int first = 0; first < 20_000; first += NAMES_A_STANZA) {
            byte[] broken = Wire.bytes(stanza(first) + "</b>");
            try {
                parser.parse(broken, XmlHeader.NONE);
            } catch (StreamException expected) {
                assertThat(names()).isLessThanOrEqualTo(WoodstoxFactories.MAX_NAMES);
                continue;
            }
            throw new AssertionError("read in spite of its end tag");
        }
    }

    private static String stanza(int first) {
        StringBuilder stanza = new StringBuilder("<a>");
        for (int i = first; i < first + NAMES_A_STANZA; i++) {
            stanza.append("<name").append(i).append("/>");
        }
        return stanza + "</a>";
    }

    private int names() throws ReflectiveOperationException {
        Field symbols = WstxInputFactory.class.getDeclaredField("mSymbols");
        symbols.setAccessible(true);
        return ((SymbolTable) symbols.get(factories.current())).size();
    }
}
