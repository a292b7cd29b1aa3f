package org.xmppra.ra.inbound;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorException;
import org.xmppra.XmlElement;

/** The one place where what a bean threw becomes the error that its requester gets. Nothing else of it leaves. */
final class FailureAnswers {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.inbound");
    private static final XmlElement EXTERNAL_ERROR =
            XmlElement.named("urn:xmppra:errors", "external-error").build();

    private FailureAnswers() {}

    /** The answer to what a call of the bean threw. What is unchecked the container has logged already. */
    static StanzaError ofCall(HandlerMethod handler, Throwable thrown) {
        return of(handler, thrown, thrown instanceof RuntimeException ? Level.DEBUG : Level.WARNING);
    }

    /** The answer to what failed around the call, which nobody has logged. */
    static StanzaError of(HandlerMethod handler, Throwable thrown) {
        return of(handler, thrown, Level.WARNING);
    }

    private static StanzaError of(HandlerMethod handler, Throwable thrown, Level level) {
        Throwable failure = unwrapped(thrown);
        if (failure instanceof StanzaErrorException wanted) {
            return wanted.error();
        }
        if (failure instanceof IqErrorException) {
            return StanzaError.of(StanzaErrorCondition.UNDEFINED_CONDITION).withApplicationCondition(EXTERNAL_ERROR);
        }
        if (failure instanceof IqTimeoutException) {
            return StanzaError.of(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
        }
        if (isA(failure, "jakarta.ejb.EJBAccessException")) {
            return StanzaError.of(StanzaErrorCondition.FORBIDDEN);
        }
        if (isOfAnApplicationThatStops(failure)) {
            return StanzaError.of(StanzaErrorCondition.RECIPIENT_UNAVAILABLE);
        }
        LOG.log(
                level,
                () -> "XMPPRA-0034 " + handler.describe() + " failed; internal-server-error is answered",
                failure);
        return StanzaError.of(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
    }

    /** Whether the bean, or a bean that it called, is already stopped. */
    private static boolean isOfAnApplicationThatStops(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isA(cause, "org.jboss.as.ejb3.component.EJBComponentUnavailableException")
                    || isA(cause, "org.jboss.as.ee.component.ComponentIsStoppedException")) {
                return true;
            }
        }
        return false;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    /** By name: not every server has the class. */
    private static boolean isA(Throwable failure, String className) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }
}
