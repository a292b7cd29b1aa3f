package org.xmppra.it.app;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;

/** Asks without waiting, and tells what the code that takes the answer finds around it. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Asker {
    static final String NAMESPACE = "urn:example:contexts";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Resource(lookup = "java:/eis/xmpp")
    @SuppressWarnings("NullAway.Init") // set by the container
    private XmppConnectionFactory xmpp;

    /** What a callback finds. */
    public CompletionStage<XmlElement> withCallback(Jid whom, String namespace) throws XmppException {
        CompletableFuture<XmlElement> report = new CompletableFuture<>();
        try (XmppConnection connection = xmpp.getConnection()) {
            connection.send(
                    Iq.get(whom).query(namespace).build(),
                    answer -> complete(report, String.valueOf(answer.type())),
                    (request, reason) -> complete(report, reason.getClass().getSimpleName()),
                    TIMEOUT);
        }
        return report;
    }

    /** What a stage's dependant finds; one that is attached to a stage which is complete runs at once, where it is attached. */
    public CompletionStage<XmlElement> withStage(Jid whom, String namespace) throws XmppException {
        try (XmppConnection connection = xmpp.getConnection()) {
            return report(connection.sendAsync(Iq.get(whom).query(namespace).build(), TIMEOUT));
        }
    }

    /** What a dependant of two stages finds that were sent together. */
    public CompletionStage<XmlElement> withMany(Jid whom, String namespace) throws XmppException {
        try (XmppConnection connection = xmpp.getConnection()) {
            List<CompletionStage<Iq>> stages = connection.sendAsync(
                    List.of(
                            Iq.get(whom).query(namespace).build(),
                            Iq.get(whom).query(namespace).build()),
                    TIMEOUT);
            return report(stages.get(0).thenCombine(stages.get(1), (first, second) -> second));
        }
    }

    private static CompletionStage<XmlElement> report(CompletionStage<Iq> stage) {
        String asking = Thread.currentThread().getName();
        return stage.thenApply(answer -> surroundings(String.valueOf(answer.type())))
                .thenApply(
                        report -> report.toBuilder().attribute("asking", asking).build());
    }

    private static void complete(CompletableFuture<XmlElement> report, String outcome) {
        try {
            report.complete(surroundings(outcome));
        } catch (RuntimeException failure) {
            report.completeExceptionally(failure);
        }
    }

    @SuppressWarnings("BanJNDI") // constant names
    private static XmlElement surroundings(String outcome) {
        try {
            InitialContext naming = new InitialContext();
            WhoAmI identity = (WhoAmI) naming.lookup("java:module/WhoAmI");
            return XmlElement.named(NAMESPACE, "surroundings")
                    .attribute("outcome", outcome)
                    .attribute("word", (String) naming.lookup("java:comp/env/word"))
                    .attribute("caller", identity.caller())
                    .attribute("thread", Thread.currentThread().getName())
                    .attribute("application", String.valueOf(applicationLoader()))
                    .build();
        } catch (NamingException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static boolean applicationLoader() {
        return Thread.currentThread().getContextClassLoader() == Asker.class.getClassLoader();
    }
}
