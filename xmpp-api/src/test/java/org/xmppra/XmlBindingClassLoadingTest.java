package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("IQ-35")
class XmlBindingClassLoadingTest {
    private static final String XML = "<note xmlns='urn:note' text='t'/>";

    private static Class<?> noteOfAnApplication() throws ClassNotFoundException {
        String name = ApplicationNote.class.getName();
        return new IsolatedLoader(name::equals, other -> false).loadClass(name);
    }

    @Test
    void classIsBoundByItsOwnLoaderWhateverTheThreadsIs() throws Exception {
        Class<?> note = noteOfAnApplication();
        assertThat(note).isNotEqualTo(ApplicationNote.class);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader blind = new IsolatedLoader(name -> false, name -> name.startsWith("org.glassfish."));
        Thread.currentThread().setContextClassLoader(blind);
        try {
            Object bound = XmlElement.parse(XML).as(note);

            assertThat(bound).isInstanceOf(note);
            assertThat(XmlElement.of(bound)).isEqualTo(XmlElement.parse(XML));
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(blind);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void contextDiesWithTheApplication() throws Exception {
        WeakReference<Object> loader = bindAndForget();

        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            System.runFinalization();
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<Object> bindAndForget() throws Exception {
        Class<?> note = noteOfAnApplication();
        XmlElement.of(XmlElement.parse(XML).as(note));
        return new WeakReference<>(note.getClassLoader());
    }

    @Test
    void applicationWithoutBoundPayloadsNeedsNoJaxb() throws Exception {
        Method of = elementWithoutJaxb().getMethod("of", Object.class);
        Object element = of.invoke(null, XML);
        Method as = element.getClass().getMethod("as", Class.class);

        assertThat(as.invoke(element, String.class)).isEqualTo(XML);
        assertThat(as.invoke(element, org.w3c.dom.Element.class)).isInstanceOf(org.w3c.dom.Element.class);
    }

    @Test
    void boundPayloadWithoutJaxbIsRefusedAndToldWhatToAdd() throws Exception {
        Method of = elementWithoutJaxb().getMethod("of", Object.class);
        Object element = of.invoke(null, XML);
        Method as = element.getClass().getMethod("as", Class.class);

        assertThatThrownBy(() -> of.invoke(null, new ApplicationNote()))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ApplicationNote.class.getName())
                .hasMessageContaining("jakarta.xml.bind:jakarta.xml.bind-api")
                .hasMessageContaining("org.glassfish.jaxb:jaxb-runtime");
        assertThatThrownBy(() -> as.invoke(element, ApplicationNote.class))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Jakarta XML Binding");
    }

    private static Class<?> elementWithoutJaxb() throws ClassNotFoundException {
        return new IsolatedLoader(
                        name -> name.startsWith("org.xmppra.") && !name.contains("Test"),
                        name -> name.startsWith("jakarta.xml.bind."))
                .loadClass("org.xmppra.XmlElement");
    }
}
