package org.xmppra.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xmppra.ra.inbound.XmppActivationSpec;
import org.xmppra.ra.outbound.XmppManagedConnectionFactory;

/** The descriptor says what the beans are: the same properties, types and defaults. */
class DescriptorTest {
    private static final List<String> NOT_CONFIGURATION = List.of("class", "logWriter", "resourceAdapter");

    private static List<Element> elements(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var found = factory.newDocumentBuilder()
                .parse(Path.of("src/main/rar/META-INF/ra.xml").toFile())
                .getElementsByTagNameNS("*", name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> all = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                all.add(element);
            }
        }
        return all;
    }

    private static String text(Element property, String name) {
        List<Element> found = children(property, name);
        return found.isEmpty() ? null : found.get(0).getTextContent();
    }

    /** Property name -> "type default". */
    private static Map<String, String> described(Element bean) {
        Map<String, String> properties = new TreeMap<>();
        for (Element property : children(bean, "config-property")) {
            properties.put(
                    text(property, "config-property-name"),
                    text(property, "config-property-type") + " " + text(property, "config-property-value"));
        }
        return properties;
    }

    private static Map<String, String> implemented(Object bean) throws Exception {
        Map<String, String> properties = new TreeMap<>();
        BeanInfo info = Introspector.getBeanInfo(bean.getClass());
        for (PropertyDescriptor property : info.getPropertyDescriptors()) {
            if (property.getWriteMethod() != null && !NOT_CONFIGURATION.contains(property.getName())) {
                properties.put(
                        property.getName(),
                        property.getPropertyType().getName() + " "
                                + property.getReadMethod().invoke(bean));
            }
        }
        return properties;
    }

    @Test
    @Tag("RA-7")
    void adapterIsDescribedAsItIs() throws Exception {
        assertThat(described(elements("resourceadapter").get(0))).isEqualTo(implemented(new XmppResourceAdapter()));
    }

    @Test
    @Tag("RA-7")
    void factoryIsDescribedAsItIs() throws Exception {
        assertThat(described(elements("connection-definition").get(0)))
                .isEqualTo(implemented(new XmppManagedConnectionFactory()));
    }

    @Test
    @Tag("RA-7")
    void activationsAreDescribedAsTheyAre() throws Exception {
        assertThat(elements("activationspec"))
                .hasSize(2)
                .allSatisfy(spec -> assertThat(described(spec)).isEqualTo(implemented(new XmppActivationSpec())));
    }

    @Test
    @Tag("RA-5")
    void everyPropertyIsExplainedAndEverySecretMarked() throws Exception {
        assertThat(elements("config-property")).allSatisfy(property -> {
            String name = text(property, "config-property-name");
            assertThat(text(property, "description")).as(name).isNotBlank();
            assertThat(text(property, "config-property-confidential"))
                    .as(name)
                    .isEqualTo(name.toLowerCase(java.util.Locale.ROOT).contains("password") ? "true" : null);
        });
    }

    @ParameterizedTest
    @Tag("RA-1")
    @ValueSource(
            strings = {
                "resourceadapter-class",
                "managedconnectionfactory-class",
                "activationspec-class",
                "connectionfactory-interface",
                "connectionfactory-impl-class",
                "connection-interface",
                "connection-impl-class",
                "messagelistener-type"
            })
    void everyClassNamedExists(String element) throws Exception {
        for (Element name : elements(element)) {
            assertThat(Class.forName(name.getTextContent())).isPublic().isNotFinal();
        }
    }
}
