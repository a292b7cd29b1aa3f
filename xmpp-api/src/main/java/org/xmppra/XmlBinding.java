package org.xmppra;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.ValidationEvent;
import jakarta.xml.bind.annotation.XmlRootElement;
import javax.xml.transform.sax.SAXSource;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/**
 * Binds trees to objects of JAXB classes. The only class here that needs Jakarta XML Binding; loaded when first used.
 *
 * <p>A context is made once a class, with that class's own loader, and is kept by the class itself: it is gone when the
 * application is.
 */
final class XmlBinding {
    private static final ClassValue<JAXBContext> CONTEXTS = new ClassValue<>() {
        @Override
        protected JAXBContext computeValue(Class<?> type) {
            return newContext(type);
        }
    };

    private XmlBinding() {}

    private static JAXBContext newContext(Class<?> type) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = type.getClassLoader();
        thread.setContextClassLoader(own == null ? before : own);
        try {
            return JAXBContext.newInstance(type);
        } catch (JAXBException e) {
            throw new IllegalArgumentException(
                    "Jakarta XML Binding cannot bind " + type.getName()
                            + " (if it found no implementation, add org.glassfish.jaxb:jaxb-runtime): " + e,
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static XmlElement marshal(Object source) {
        Class<?> type = source instanceof JAXBElement<?> element ? element.getDeclaredType() : source.getClass();
        if (!(source instanceof JAXBElement) && !isRoot(type)) {
            throw new IllegalArgumentException("Cannot make an element of a " + type.getName()
                    + ": give its class @XmlRootElement(namespace, name), or wrap it in a JAXBElement");
        }
        XmlTreeSaxHandler handler = new XmlTreeSaxHandler();
        try {
            CONTEXTS.get(type).createMarshaller().marshal(source, handler);
        } catch (JAXBException e) {
            throw new IllegalArgumentException("Cannot make an element of a " + type.getName() + ": " + reason(e), e);
        }
        return handler.root();
    }

    static <T> T unmarshal(XmlElement element, Class<T> type) {
        JAXBContext context = CONTEXTS.get(type);
        XmlTreeSaxReader reader = new XmlTreeSaxReader(element);
        Faults faults = new Faults(reader);
        Object bound;
        try {
            Unmarshaller unmarshaller = context.createUnmarshaller();
            unmarshaller.setEventHandler(faults::isHarmless);
            SAXSource source = new SAXSource(reader, new InputSource());
            bound = isRoot(type)
                    ? unmarshaller.unmarshal(source)
                    : unmarshaller.unmarshal(source, type).getValue();
        } catch (JAXBException | RuntimeException e) {
            // attributes' conversions fail with whatever the converter threw
            faults.note(e);
            throw faults.toException(element, type);
        }
        if (!type.isInstance(bound)) {
            throw new XmlBindingException(
                    "The element " + element + " is not what " + type.getName() + " is bound to", element.name());
        }
        return type.cast(bound);
    }

    private static boolean isRoot(Class<?> type) {
        return type.isAnnotationPresent(XmlRootElement.class);
    }

    /** What our own tree refused, if that is the reason, else what JAXB says. */
    private static @Nullable String reason(JAXBException e) {
        for (Throwable t = e; t != null; t = next(t)) {
            if (t instanceof IllegalArgumentException) {
                return t.getMessage();
            }
        }
        Throwable linked = e.getLinkedException();
        return linked == null ? e.getMessage() : linked.getMessage();
    }

    private static @Nullable Throwable next(Throwable t) {
        return t instanceof JAXBException e && e.getLinkedException() != null ? e.getLinkedException() : t.getCause();
    }

    /** Remembers where a tree first failed to fit its class; the values that did not fit are told to nobody. */
    private static final class Faults {
        private final XmlTreeSaxReader reader;
        private @Nullable String path;
        private String detail = "";

        Faults(XmlTreeSaxReader reader) {
            this.reader = reader;
        }

        /** Elements that the class does not know are ignored, as XMPP's extensions want; values that do not fit are not. */
        boolean isHarmless(ValidationEvent event) {
            Throwable problem = event.getLinkedException();
            boolean harmless = problem == null && event.getSeverity() != ValidationEvent.FATAL_ERROR;
            if (!harmless) {
                note(problem);
            }
            return harmless;
        }

        void note(@Nullable Throwable problem) {
            if (path == null) {
                path = reader.path();
                detail = problem == null || problem instanceof JAXBException
                        ? ""
                        : " (" + problem.getClass().getName() + ")";
            }
        }

        /** Without a cause: JAXB's exceptions and the converters' repeat the value. */
        XmlBindingException toException(XmlElement element, Class<?> type) {
            String where = path == null ? element.name() : path;
            return new XmlBindingException(
                    "The element " + element + " does not fit " + type.getName() + ": wrong at " + where + detail,
                    where);
        }
    }
}
