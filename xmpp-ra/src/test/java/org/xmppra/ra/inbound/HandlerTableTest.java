package org.xmppra.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.IqListener;
import org.xmppra.IqSet;
import org.xmppra.IqType;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.ra.XmppResourceAdapter;
import org.xmppra.ra.account.ConfigurationProblems;

class HandlerTableTest {
    private final XmppActivationSpec spec = new XmppActivationSpec();

    HandlerTableTest() {
        spec.setServerName("localhost");
        spec.setUserName("bot");
        spec.setPassword("pw");
        spec.setResource("desk");
    }

    private List<HandlerMethod> resolve(Class<?> bean) throws InvalidPropertyException {
        ConfigurationProblems problems = new ConfigurationProblems(spec, "the activation of " + bean.getName());
        ActivationSettings settings = ActivationSettings.read(problems, spec, null);
        List<HandlerMethod> methods = HandlerTable.resolve(problems, bean, settings);
        problems.check();
        return methods;
    }

    /** A payload. */
    @XmlRootElement(name = "order", namespace = "urn:example:shop")
    public static class Order {}

    /** No payload: it has no namespace. */
    @XmlRootElement(name = "order")
    public static class Nameless {}

    /** A bean without mistakes. */
    public static class Good implements IqEndpoint {
        /** By class, all arguments. */
        @IqGet(Order.class)
        public Order ask(IqContext context, Order order, Iq request, XmlElement payload) {
            return order;
        }

        /** Two claims on one method. */
        @IqGet(namespace = "urn:example:any")
        @IqSet(namespace = "urn:example:any")
        public void any() {}

        /** No handler. */
        public void other() {}
    }

    @Test
    @Tag("RA-21")
    void annotatedMethodsAreFound() throws Exception {
        assertThat(resolve(Good.class))
                .extracting(HandlerMethod::claim)
                .containsExactlyInAnyOrder(
                        IqClaim.of(IqType.GET, "urn:example:shop", "order"),
                        new IqClaim(Set.of(IqType.GET), "urn:example:any", null),
                        new IqClaim(Set.of(IqType.SET), "urn:example:any", null));
    }

    /** A bean with one mistake a method. */
    public static class Bad implements IqEndpoint {
        /** Names nothing. */
        @IqGet
        public void nothing(Iq request) {}

        /** Names too much. */
        @IqGet(value = Order.class, namespace = "urn:example:shop")
        public void both(Iq request) {}

        /** Cannot be an element. */
        @IqGet(Nameless.class)
        public void nameless(Iq request) {}

        /** Takes what nobody gives. */
        @IqGet(namespace = "urn:example:1")
        public void argument(String text) {}

        /** Takes one thing twice. */
        @IqGet(namespace = "urn:example:2")
        public void twice(Iq one, Iq two) {}

        /** Cannot be called. */
        @IqGet(namespace = "urn:example:3")
        void hidden(Iq request) {}

        /** Cannot be called either. */
        @IqGet(namespace = "urn:example:4")
        public final void sealed(Iq request) {}

        /** Is the container's. */
        @IqGet(namespace = "urn:example:5")
        public void release() {}

        /** One of two. */
        @IqSet(namespace = "urn:example:6")
        public void first(Iq request) {}

        /** The other. */
        @IqSet(namespace = "urn:example:6")
        public void second(Iq request) {}
    }

    @Test
    @Tag("RA-22")
    void allMistakesAreToldInOneMessage() {
        assertThatThrownBy(() -> resolve(Bad.class))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("the activation of " + Bad.class.getName())
                .hasMessageContaining("nothing(Iq): its annotation needs either")
                .hasMessageContaining("both(Iq): its annotation needs either")
                .hasMessageContaining("nameless(Iq): the @XmlRootElement of")
                .hasMessageContaining("argument(String) takes java.lang.String")
                .hasMessageContaining("twice(Iq, Iq) takes org.xmppra.Iq twice")
                .hasMessageContaining("hidden(Iq) must be public")
                .hasMessageContaining("sealed(Iq) must be public, and neither static nor final")
                .hasMessageContaining("release() has a name that the container keeps")
                .hasMessageContaining("second(Iq) both answer set of urn:example:6");
    }

    /** Answers nothing. */
    public static class Empty implements IqEndpoint {}

    /** Is no bean of ours. */
    public static class Foreign {}

    /** One method. */
    public static class Listener implements IqListener {
        @Override
        public Iq onIq(Iq request) {
            return request.reply();
        }
    }

    @Test
    @Tag("RA-22")
    void beansThatCannotAnswerAreRefused() {
        assertThatThrownBy(() -> resolve(Empty.class)).hasMessageContaining("has no method with @IqGet or @IqSet");
        assertThatThrownBy(() -> resolve(Foreign.class)).hasMessageContaining("neither IqListener nor IqEndpoint");
        assertThatThrownBy(() -> resolve(Listener.class)).hasMessageContaining("namespace=(not set)");
    }

    @Test
    @Tag("RA-6")
    void beanAndConfigurationAreRefusedInOneMessage() {
        spec.setResource(null);
        spec.setIqType("result");
        spec.setMaxConcurrency(0);
        spec.setAllowedSenders("alice@, bob@example.org");
        assertThatThrownBy(() -> resolve(Empty.class))
                .hasMessageContaining("resource=(not set)")
                .hasMessageContaining("iqType='result': one of both, get, set")
                .hasMessageContaining("maxConcurrency='0'")
                .hasMessageContaining("allowedSenders='alice@, bob@example.org'")
                .hasMessageContaining("has no method");
    }

    @Test
    @Tag("RA-21")
    void listenerClaimsWhatItsActivationNames() throws Exception {
        spec.setNamespace("urn:example:x");
        spec.setIqType("set");
        assertThat(resolve(Listener.class))
                .extracting(HandlerMethod::claim)
                .containsExactly(new IqClaim(Set.of(IqType.SET), "urn:example:x", null));
    }

    @Test
    @Tag("RA-33")
    void whatMayBeInheritedIsNotMissingBeforeTheAdapterIsKnown() throws Exception {
        XmppActivationSpec early = new XmppActivationSpec();
        assertThatCode(early::validate).doesNotThrowAnyException();
        early.setResourceAdapter(new XmppResourceAdapter());
        assertThatThrownBy(early::validate)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("serverName=(not set)");
    }
}
