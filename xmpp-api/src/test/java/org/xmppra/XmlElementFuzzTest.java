package org.xmppra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Tag;
import org.w3c.dom.Document;

/** Any bytes as a payload. */
@Tag("IQ-36")
class XmlElementFuzzTest {
    private static final XMLInputFactory WOODSTOX = woodstox();

    private static XMLInputFactory woodstox() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }

    @FuzzTest(maxDuration = "60s")
    void rawXmlIsATreeThatComesBackEqualOrIsRefused(byte[] utf8) {
        XmlElement element;
        try {
            element = XmlElement.parse(new String(utf8, UTF_8));
        } catch (IllegalArgumentException e) {
            return;
        }
        String xml = element.toXml();
        // An escape is six characters at most, and each level may have to declare what it needs again.
        assertThat(xml.length()).isLessThan((8 + element.depth()) * (utf8.length + 64));
        assertThat(XmlElement.parse(xml)).isEqualTo(element);
        assertThat(XmlElement.of(element.reader())).isEqualTo(element);
        assertThat(XmlElement.of(element.as(Document.class))).isEqualTo(element);
        assertThat(XmlElement.of(element.as(SAXSource.class))).isEqualTo(element);
        assertThat(element.toBuilder().build()).isEqualTo(element);
    }

    /** The JDK's parser reads what applications hand in; what Woodstox takes, too, is the same tree. */
    @FuzzTest(maxDuration = "60s")
    void parsersNeverTakeOneDocumentForTwo(byte[] utf8) {
        String xml = new String(utf8, UTF_8);
        XmlElement ours;
        XmlElement theirs;
        try {
            ours = XmlElement.parse(xml);
            theirs = XmlElement.of(WOODSTOX.createXMLStreamReader(new StringReader(xml)));
        } catch (IllegalArgumentException | XMLStreamException e) {
            return;
        }
        assertThat(theirs).isEqualTo(ours);
    }

    @FuzzTest(maxDuration = "60s")
    @Tag("IQ-37")
    void readerOfTheStreamAndWoodstoxTakeTheSame(byte[] utf8) {
        BothReaders.agree(utf8);
    }

    /** Encoding declarations and byte order marks count here. */
    @FuzzTest(maxDuration = "60s")
    void streamOfBytesIsATreeOrRefused(byte[] bytes) {
        XmlElement element;
        try {
            element = XmlElement.of(new StreamSource(new ByteArrayInputStream(bytes)));
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(XmlElement.parse(element.toXml())).isEqualTo(element);
    }

    @FuzzTest(maxDuration = "60s")
    void payloadIsBoundToAClassOrRefusedWithoutItsValue(byte[] utf8) {
        ApplicationNote note;
        try {
            note = XmlElement.parse(new String(utf8, UTF_8)).as(ApplicationNote.class);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(XmlElement.of(note).as(ApplicationNote.class).text).isEqualTo(note.text);
    }
}
