package org.xmppra.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqEndpoint;
import org.xmppra.IqErrorException;
import org.xmppra.IqSet;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmppConnection;
import org.xmppra.ra.container.ServerTest;

class PayloadValidationTest extends ServerTest {
    private static final String NAMESPACE = "urn:example:orders";

    /** A payload with constraints. */
    @XmlRootElement(name = "order", namespace = NAMESPACE)
    public static class Order {
        /** Some. */
        @Valid @XmlElement(name = "item", namespace = NAMESPACE)
        public List<Item> items = new ArrayList<>();
    }

    /** A part with constraints; a message of them repeats the value. */
    public static class Item {
        /** Few. */
        @XmlAttribute
        @Max(value = 10, message = "${validatedValue} are too many") public int quantity;
    }

    /** Takes orders. */
    public static class Bean implements IqEndpoint {
        private int called;

        /** Counts. */
        @IqSet(Order.class)
        public void order(Order order) {
            called += order.items.size();
        }
    }

    private Iq send(XmppConnection sender, String quantity) throws Exception {
        return sender.send(Iq.set(BOT)
                .payload("<order xmlns='" + NAMESPACE + "'><item quantity='1'/><item quantity='" + quantity
                        + "'/></order>")
                .build());
    }

    @Test
    @Tag("IQ-25")
    void violationIsABadRequestThatNamesThePathAndNeverTheValue() throws Exception {
        Bean bean = new Bean();
        container.deploy(bean, spec -> {});
        awaitBot();
        try (XmppConnection alice = aliceConnected()) {
            assertThatThrownBy(() -> send(alice, "4711")).isInstanceOfSatisfying(IqErrorException.class, refused -> {
                assertThat(refused.error().condition()).isEqualTo(StanzaErrorCondition.BAD_REQUEST);
                assertThat(refused.error().text()).contains("Not valid: items[1].quantity (Max)");
            });
            assertThat(bean.called).isZero();
            assertThat(send(alice, "10").hasPayload()).isFalse();
            assertThat(bean.called).isEqualTo(2);
        }
    }

    @Test
    @Tag("IQ-25")
    void payloadThatDoesNotFitItsClassIsABadRequestThatNamesThePathAndNoClass() throws Exception {
        container.deploy(new Bean(), spec -> {});
        awaitBot();
        try (XmppConnection alice = aliceConnected()) {
            assertThatThrownBy(() -> send(alice, "eleventy"))
                    .isInstanceOfSatisfying(IqErrorException.class, refused -> {
                        assertThat(refused.error().condition()).isEqualTo(StanzaErrorCondition.BAD_REQUEST);
                        assertThat(refused.error().text())
                                .contains("The payload is not what is expected at order/item");
                    });
        }
    }

    /** Its keys come from outside. */
    public static class Prices {
        /** By article. */
        @Valid public Map<String, Item> byArticle = Map.of("secret article", tooMany());

        /** Of the whole. */
        @Size(max = 1) public String name = "secret name";

        private static Item tooMany() {
            Item item = new Item();
            item.quantity = 4711;
            return item;
        }
    }

    @Test
    @Tag("IQ-25")
    void everyPathIsNamedAndNoKeyIs() {
        try (PayloadValidation validation = new PayloadValidation()) {
            assertThatThrownBy(() -> validation.check(new Prices()))
                    .isInstanceOf(UnfitPayloadException.class)
                    .hasMessage("Not valid: byArticle[].quantity (Max), name (Size)");
        }
    }

    @Test
    void afterItsEndNothingIsOpenedAgain() throws Exception {
        PayloadValidation validation = new PayloadValidation();
        validation.close();
        validation.check(new Prices());
    }
}
