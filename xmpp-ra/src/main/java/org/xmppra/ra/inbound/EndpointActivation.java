package org.xmppra.ra.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.core.iq.IqClaimConflictException;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.Registration;
import org.xmppra.ra.account.AdapterContext;
import org.xmppra.ra.account.ConfigurationProblems;
import org.xmppra.ra.account.Credentials;
import org.xmppra.ra.account.SessionLease;
import org.xmppra.ra.admin.Administration;
import org.xmppra.ra.admin.Recorder;
import org.xmppra.ra.work.AdapterThreads;

/**
 * One message-driven bean that answers IQs, from its activation to its deactivation. Activating never waits for the
 * server: the session connects in the background. Thread-safe.
 */
public final class EndpointActivation {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.inbound");
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final MessageEndpointFactory endpoints;
    private final XmppActivationSpec spec;
    private final AdapterContext adapter;
    private final @Nullable TransactionSynchronizationRegistry transactions;
    private final PayloadValidation validation = new PayloadValidation();
    private @Nullable Registration registration;
    private @Nullable SessionLease lease;
    private @Nullable DeliveryQueue queue;
    private Runnable undisplay = () -> {};
    private boolean stopped;

    /**
     * Prepares an activation; nothing happens yet.
     *
     * @param endpoints makes the beans
     * @param spec how the bean is reached
     * @param adapter what it belongs to
     * @param transactions tells how deliveries end, where the container has transactions
     */
    public EndpointActivation(
            MessageEndpointFactory endpoints,
            XmppActivationSpec spec,
            AdapterContext adapter,
            @Nullable TransactionSynchronizationRegistry transactions) {
        this.endpoints = endpoints;
        this.spec = spec;
        this.adapter = adapter;
        this.transactions = transactions;
    }

    /**
     * Begins to answer.
     *
     * @throws ResourceException if configuration or bean cannot work, with one message that lists all that is wrong; or
     *     if another activation answers the same already
     */
    public synchronized void start() throws ResourceException {
        if (stopped) {
            return;
        }
        Class<?> bean = endpoints.getEndpointClass();
        ConfigurationProblems problems = new ConfigurationProblems(spec, "the activation of " + bean.getName());
        ActivationSettings settings = ActivationSettings.read(problems, spec, adapter);
        List<HandlerMethod> handlers = HandlerTable.resolve(problems, bean, settings);
        if (settings.security().isOn() && !adapter.threads().canNameCallers()) {
            problems.add("securityInflow", true, "this container knows no security inflow; leave it out");
        }
        problems.check();
        boolean started = false;
        try {
            register(bean, settings, handlers);
            started = true;
        } catch (IqClaimConflictException claimedTwice) {
            throw new ClaimedException(
                    "XMPPRA-0042 " + bean.getName() + " is not activated: " + claimedTwice.getMessage(), claimedTwice);
        } finally {
            if (!started) {
                end(Duration.ZERO);
            }
        }
    }

    private void register(Class<?> bean, ActivationSettings settings, List<HandlerMethod> handlers)
            throws ResourceException {
        EndpointInvoker invoker = new EndpointInvoker(endpoints, bean, validation, transactions);
        AdapterThreads threads = adapter.threads();
        DeliveryQueue deliveries = new DeliveryQueue(bean.getName(), threads, settings, invoker::deliver);
        Credentials credentials = settings.account().configuredCredentials().orElseThrow();
        SessionLease leased =
                adapter.sessions().leaseShared(settings.account().handlerSession(credentials), bean.getName());
        lease = leased;
        queue = deliveries;
        Administration shown = adapter.administration().orElseThrow();
        shown.figures().add(deliveries);
        undisplay = () -> shown.figures().remove(deliveries);
        registration = leased.router()
                .register(
                        handlers.stream()
                                .map(handler -> new IqRouter.Service(
                                        handler.claim(),
                                        exchange -> receive(exchange, handler, settings, deliveries, shown.recorder())))
                                .toList(),
                        bean.getName());
        LOG.log(
                Level.INFO,
                "XMPPRA-0030 {0} answers {1} as {2}{3}",
                bean.getName(),
                handlers.stream().map(EndpointActivation::claim).collect(Collectors.joining(", ")),
                leased.session().jid(),
                settings.allowedSenders().everybody() ? ", whoever asks (allowedSenders=*)" : "");
    }

    private static String claim(HandlerMethod handler) {
        return handler.claim().types().stream().sorted().map(String::valueOf).collect(Collectors.joining("/")) + " {"
                + handler.claim().namespace() + "}"
                + (handler.claim().element() == null ? "*" : handler.claim().element());
    }

    /** On an event loop: hands over and returns. */
    private void receive(
            IqExchange exchange,
            HandlerMethod handler,
            ActivationSettings settings,
            DeliveryQueue deliveries,
            Recorder recorder) {
        if (!settings.allowedSenders().allows(exchange.sender())) {
            exchange.answer(exchange.request().errorReply(StanzaErrorCondition.FORBIDDEN));
            return;
        }
        Delivery delivery = new Delivery(exchange, handler, recorder, deliveries::answered);
        delivery.startDeadline(adapter.threads().runtime().loops(), settings.deadline());
        deliveries.offer(delivery);
    }

    /** Whether a bean looks like a newer version of this one: the same name, from another deployment. */
    public boolean isPredecessorOf(Class<?> bean) {
        Class<?> own = endpoints.getEndpointClass();
        return own != bean && own.getName().equals(bean.getName());
    }

    /**
     * Stops answering: what is queued or running gets this long, then {@code recipient-unavailable}. A second call does
     * nothing.
     */
    public synchronized void stop(Duration drain) {
        if (!stopped) {
            stopped = true;
            end(drain);
        }
    }

    private void end(Duration drain) {
        if (queue != null) {
            undisplay.run();
            // While the handlers are still registered, so that newcomers learn to wait, not that nobody is there.
            queue.close(drain);
        }
        if (registration != null) {
            registration.close();
        }
        validation.close();
        if (lease != null) {
            lease.release(GOODBYE);
        }
    }
}
