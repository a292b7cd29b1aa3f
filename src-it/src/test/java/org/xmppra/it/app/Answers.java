package org.xmppra.it.app;

import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.IqReply;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorException;
import org.xmppra.StanzaErrorType;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;

/** One element for each thing that a handler can do with a request. */
@MessageDriven
public class Answers implements IqEndpoint {
    private static final String NAMESPACE = "urn:example:answers";
    private static final long LATER_MILLIS = 300;

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    private MessageDrivenContext context;

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    private ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:/eis/xmpp")
    @SuppressWarnings("NullAway.Init") // set by the container
    private XmppConnectionFactory xmpp;

    /** A void method. */
    @IqGet(namespace = NAMESPACE, element = "void")
    public void nothing(Iq request) {
        XmlElement.named(request.payload().namespace(), "never-sent").build();
    }

    /** A method that returns null. */
    @IqGet(namespace = NAMESPACE, element = "null")
    public @Nullable XmlElement none() {
        return null;
    }

    /** A payload. */
    @IqGet(namespace = NAMESPACE, element = "object")
    public Order object() {
        return Order.of("nails", 7);
    }

    /** A whole IQ. */
    @IqGet(namespace = NAMESPACE, element = "iq")
    public Iq whole(Iq request) {
        return request.reply(done("whole"));
    }

    /** An error that is returned, not thrown. */
    @IqGet(namespace = NAMESPACE, element = "error-iq")
    public Iq wholeError(Iq request) {
        return request.errorReply(StanzaErrorCondition.CONFLICT);
    }

    /** A stage that completes when the method has long returned. */
    @IqGet(namespace = NAMESPACE, element = "stage")
    public CompletionStage<XmlElement> later() {
        CompletableFuture<XmlElement> stage = new CompletableFuture<>();
        var unused = scheduler.schedule(() -> stage.complete(done("later")), LATER_MILLIS, TimeUnit.MILLISECONDS);
        return stage;
    }

    /** A handle that answers when the method has long returned, and is refused when it does so again. */
    @IqGet(namespace = NAMESPACE, element = "deferred")
    public void deferred(IqContext delivery) {
        IqReply reply = delivery.defer();
        var unused = scheduler.schedule(
                () -> {
                    reply.answer(done("deferred"));
                    reply.answer(done("again"));
                },
                LATER_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** A stage that fails. */
    @IqGet(namespace = NAMESPACE, element = "failing-stage")
    public CompletionStage<XmlElement> failsLater() {
        CompletableFuture<XmlElement> stage = new CompletableFuture<>();
        var unused = scheduler.schedule(
                () -> stage.completeExceptionally(new StanzaErrorException(StanzaErrorCondition.GONE, "moved on")),
                LATER_MILLIS,
                TimeUnit.MILLISECONDS);
        return stage;
    }

    /** An error, in every detail. */
    @IqGet(namespace = NAMESPACE, element = "refuse")
    public void refuse() throws StanzaErrorException {
        throw refusal();
    }

    /** The same, and what was done is undone. */
    @IqGet(namespace = NAMESPACE, element = "refuse-and-roll-back")
    public void refuseAndRollBack() throws StanzaErrorException {
        context.setRollbackOnly();
        throw refusal();
    }

    /** Returns as if all were well. */
    @IqGet(namespace = NAMESPACE, element = "roll-back")
    public XmlElement rollBack() {
        context.setRollbackOnly();
        return done("never-committed");
    }

    /** Something nobody has thought of. */
    @IqGet(namespace = NAMESPACE, element = "crash")
    public void crash() {
        throw new IllegalStateException("the secret of the bean");
    }

    /** Asks the requester back, and does not catch what comes of it: an error, or nothing in time. */
    @IqGet(namespace = NAMESPACE, element = "ask-back")
    public XmlElement askBack(Iq request, IqContext delivery) throws XmppException {
        String namespace = request.payload().attribute("for").orElseThrow();
        try (XmppConnection connection = xmpp.getConnection()) {
            return connection
                    .send(Iq.get(delivery.sender()).query(namespace).build(), Duration.ofSeconds(1))
                    .payload();
        }
    }

    private static XmlElement done(String how) {
        return XmlElement.named(NAMESPACE, "done").attribute("how", how).build();
    }

    private static StanzaErrorException refusal() {
        return new StanzaErrorException(StanzaError.of(StanzaErrorCondition.NOT_ALLOWED)
                .withType(StanzaErrorType.MODIFY)
                .withText("Nicht so", "de")
                .withApplicationCondition(XmlElement.named("urn:example:shop", "closed")
                        .attribute("until", "Monday")
                        .build())
                .withRequestEchoed());
    }
}
