package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.util.JAXBSource;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A JAXB class is a payload type, in and out. */
@Tag("IQ-34")
class XmlBindingTest {
    private static final String NS = "urn:example:order";

    @XmlRootElement(name = "order", namespace = NS)
    static class Order {
        @XmlAttribute
        public Integer number;

        @jakarta.xml.bind.annotation.XmlElement(namespace = NS)
        public String note;

        @XmlElementWrapper(name = "items", namespace = NS)
        @jakarta.xml.bind.annotation.XmlElement(name = "item", namespace = NS)
        public List<Item> items = new ArrayList<>();
    }

    static class Item {
        @jakarta.xml.bind.annotation.XmlElement(namespace = NS)
        public Integer count;
    }

    private static Order order(String note) {
        Order order = new Order();
        order.number = 7;
        order.note = note;
        Item item = new Item();
        item.count = 3;
        order.items.add(item);
        return order;
    }

    @Test
    void objectOfARootClassGoesOutAndComesBack() {
        XmlElement element = XmlElement.of(order("a & <b>"));

        assertThat(element)
                .isEqualTo(
                        XmlElement.parse(
                                "<order xmlns='" + NS
                                        + "' number='7'><note>a &amp; &lt;b></note><items><item><count>3</count></item></items></order>"));
        Order back = element.as(Order.class);
        assertThat(back.number).isEqualTo(7);
        assertThat(back.note).isEqualTo("a & <b>");
        assertThat(back.items.get(0).count).isEqualTo(3);
    }

    @Test
    void classWithoutRootElementGoesOutAsJaxbElementAndComesBack() {
        Item item = new Item();
        item.count = 5;

        XmlElement element = XmlElement.of(new JAXBElement<>(new QName(NS, "thing"), Item.class, item));

        assertThat(element).isEqualTo(XmlElement.parse("<thing xmlns='" + NS + "'><count>5</count></thing>"));
        assertThat(element.as(Item.class).count).isEqualTo(5);
    }

    @Test
    void jaxbSourceIsRead() throws Exception {
        JAXBSource source = new JAXBSource(JAXBContext.newInstance(Order.class), order("n"));

        assertThat(XmlElement.of(source)).isEqualTo(XmlElement.of(order("n")));
    }

    @Test
    void objectOfAClassWithoutRootElementIsRefusedAndToldHow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(new Item()))
                .withMessageContaining("XmlBindingTest$Item")
                .withMessageContaining("@XmlRootElement")
                .withMessageContaining("JAXBElement");
    }

    @Test
    @Tag("IQ-36")
    void forbiddenCharacterInABoundObjectIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(order("secret \u0002")))
                .withMessageContaining("XmlBindingTest$Order")
                .withMessageContaining("<note> holds U+0002 at offset 7")
                .withMessageNotContaining("secret");
    }

    @Test
    void valueThatDoesNotFitIsToldByItsPathAndNeverByItself() {
        XmlElement wrong = XmlElement.parse("<order xmlns='" + NS
                + "'><items><item><count>1</count></item><item><count>top-secret</count></item></items></order>");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.as(Order.class))
                .withMessageContaining("XmlBindingTest$Order")
                .withMessageContaining("order/items/item/count")
                .withMessageContaining("NumberFormatException")
                .withMessageNotContaining("top-secret")
                .withNoCause();
    }

    @Test
    void attributeThatDoesNotFitIsToldByItsElement() {
        XmlElement wrong = XmlElement.parse("<order xmlns='" + NS + "' number='x'/>");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.as(Order.class))
                .withMessageContaining("wrong at order (");
    }

    @Test
    void elementsAndAttributesThatTheClassDoesNotKnowAreIgnored() {
        XmlElement extended = XmlElement.parse("<order xmlns='" + NS
                + "' number='1' more='2'><x xmlns='urn:else'>?</x><note>n</note><unknown/></order>");

        for (int i = 0; i < 30; i++) {
            assertThat(extended.as(Order.class).note).isEqualTo("n");
        }
    }

    @Test
    void otherElementThanTheClassIsBoundToIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.parse("<other xmlns='urn:else'/>").as(Order.class))
                .withMessageContaining("{urn:else}other")
                .withMessageContaining("XmlBindingTest$Order");
    }

    @Test
    void classThatCannotBeBoundIsToldByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.parse("<other xmlns='urn:else'/>").as(java.util.concurrent.Callable.class))
                .withMessageContaining("java.util.concurrent.Callable");
    }
}
