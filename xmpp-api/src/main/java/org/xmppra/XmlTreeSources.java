package org.xmppra;

import java.io.IOException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** Reads a tree from the kinds of {@code javax.xml.transform.Source}; none of them makes it open a file or an address. */
final class XmlTreeSources {
    private XmlTreeSources() {}

    static XmlElement read(Source source) {
        if (source instanceof DOMSource dom) {
            if (dom.getNode() == null) {
                throw new IllegalArgumentException("The DOMSource is empty");
            }
            return XmlTreeDom.read(dom.getNode());
        }
        if (source instanceof StreamSource stream) {
            return readStream(stream);
        }
        if (source instanceof StAXSource stax) {
            XMLStreamReader reader = stax.getXMLStreamReader();
            return reader == null ? XmlTreeEvents.read(stax.getXMLEventReader()) : XmlTreeReader.readHere(reader);
        }
        // JAXBSource is one of these
        if (source instanceof SAXSource sax) {
            return sax.getXMLReader() == null ? readInput(sax.getInputSource()) : readSax(sax);
        }
        throw new IllegalArgumentException("Cannot read a Source of " + source.getClass());
    }

    private static XmlElement readStream(StreamSource source) {
        if (source.getReader() == null && source.getInputStream() == null) {
            throw new IllegalArgumentException("The " + source.getClass().getSimpleName()
                    + " holds neither a reader nor a stream; a system id alone is not opened");
        }
        StreamSource withoutId = new StreamSource(source.getInputStream());
        withoutId.setReader(source.getReader());
        return XmlTreeReader.parse(withoutId);
    }

    private static XmlElement readInput(InputSource input) {
        if (input == null) {
            throw new IllegalArgumentException("The SAXSource is empty");
        }
        StreamSource source = new StreamSource(input.getByteStream());
        source.setReader(input.getCharacterStream());
        return readStream(source);
    }

    private static XmlElement readSax(SAXSource source) {
        XmlTreeSaxHandler handler = new XmlTreeSaxHandler();
        XMLReader reader = source.getXMLReader();
        try {
            reader.setFeature("http://xml.org/sax/features/namespaces", true);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
            reader.setEntityResolver(handler);
            reader.setErrorHandler(handler);
            reader.setContentHandler(handler);
            reader.parse(source.getInputSource());
        } catch (SAXException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not one well-formed element: " + e.getMessage(), e);
        }
        return handler.root();
    }

    /** What was refused on our side is told as it is, not as a fault of the XML. */
    private static IllegalArgumentException unreadable(SAXException e) {
        return e.getException() instanceof IllegalArgumentException refused
                ? refused
                : new IllegalArgumentException("Not one well-formed element: " + e.getMessage(), e);
    }
}
