package org.xmppra.ra.inbound;

import io.netty.channel.EventLoopGroup;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.ra.admin.Recorder;

/**
 * A request on its way to a bean. Whoever answers first wins: the bean, the deadline, or the end of the activation.
 * Thread-safe.
 */
final class Delivery {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.inbound");

    private final IqExchange exchange;
    private final HandlerMethod handler;
    private final Recorder recorder;
    private final Consumer<Delivery> answered;
    private final DeliveryContext context;
    private volatile @Nullable Future<?> deadline;

    Delivery(IqExchange exchange, HandlerMethod handler, Recorder recorder, Consumer<Delivery> answered) {
        this.exchange = exchange;
        this.handler = handler;
        this.recorder = recorder;
        this.answered = answered;
        this.context = new DeliveryContext(exchange);
    }

    IqExchange exchange() {
        return exchange;
    }

    /** What the method is told of its request, and by which it may defer the answer. */
    DeliveryContext context() {
        return context;
    }

    HandlerMethod handler() {
        return handler;
    }

    /** Lets the time run; it began when the request arrived. */
    void startDeadline(EventLoopGroup loops, Duration time) {
        long left = time.toNanos() - (System.nanoTime() - exchange.arrivedNanos());
        deadline = loops.next()
                .schedule(() -> answer(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT), left, TimeUnit.NANOSECONDS);
        if (exchange.isAnswered()) {
            cancelDeadline();
        }
    }

    boolean isAnswered() {
        return exchange.isAnswered();
    }

    boolean answer(StanzaErrorCondition condition) {
        return answer(StanzaError.of(condition));
    }

    boolean answer(StanzaError error) {
        return answer(exchange.request().errorReply(error));
    }

    /** Answers if nobody has; what comes late is dropped and counted. */
    boolean answer(Iq answer) {
        boolean first = send(answer);
        if (first) {
            cancelDeadline();
            recorder.delivered(
                    handler.describe(),
                    exchange.request(),
                    answer,
                    Duration.ofNanos(System.nanoTime() - exchange.arrivedNanos()));
            answered.accept(this);
        }
        return first;
    }

    private boolean send(Iq answer) {
        try {
            return exchange.answer(answer);
        } catch (IllegalArgumentException unwritable) {
            LOG.log(
                    Level.WARNING,
                    () -> "XMPPRA-0036 The answer of " + handler.describe()
                            + " cannot be written; internal-server-error was answered",
                    unwritable);
            return true;
        }
    }

    private void cancelDeadline() {
        Future<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
    }
}
