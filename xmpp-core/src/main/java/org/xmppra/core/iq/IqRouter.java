package org.xmppra.core.iq;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xmppra.Iq;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.RoutedExchange.Answers;
import org.xmppra.core.stanza.ReceivedIq;
import org.xmppra.core.stanza.ReceivedIq.Malformed;
import org.xmppra.core.stanza.ReceivedIq.ReturnAddress;

/**
 * The handlers of one account, whichever of its sessions a request comes on. A request goes to the handler of its exact
 * element, else of its namespace, else of everything, else to what is {@linkplain BuiltIn built in}; what nobody takes
 * is answered with an error. Thread-safe; routing takes no lock.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.4">RFC 6120 §8.4</a>
 */
public final class IqRouter {
    private static final System.Logger LOG = System.getLogger(IqRouter.class.getName());
    private static final StanzaError UNKNOWN_REQUEST = StanzaError.of(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);

    /** What changes together. */
    private record Served(RouteTable routes, DiscoInfo info) {}

    private final RouterSettings settings;
    private final IqStatistics statistics;
    private final List<Runnable> changeListeners = new CopyOnWriteArrayList<>();
    private volatile Served served;

    /**
     * Makes a router without handlers.
     *
     * @param settings how it answers what no handler takes
     * @param statistics what is counted in
     */
    public IqRouter(RouterSettings settings, IqStatistics statistics) {
        this.settings = settings;
        this.statistics = statistics;
        this.served = new Served(RouteTable.EMPTY, DiscoInfo.of(RouteTable.EMPTY, settings));
    }

    /**
     * Lets a handler serve a claim from now on.
     *
     * @param owner who it is, for administrators
     * @return ends it
     * @throws IqClaimConflictException if another handler serves a claim of the same type, namespace and element
     */
    public Registration register(IqClaim claim, IqHandler handler, String owner) {
        return register(List.of(new Service(claim, handler)), owner);
    }

    /**
     * Lets handlers that belong together serve their claims from now on, and later no more: all of them at once, so that
     * nobody who asks meets half of them.
     *
     * @param owner who they are, for administrators
     * @return ends them
     * @throws IqClaimConflictException if another handler serves a claim of the same type, namespace and element; then none
     *     of them does
     */
    public Registration register(List<Service> services, String owner) {
        Objects.requireNonNull(owner, "owner");
        List<RouteTable.Route> routes = services.stream()
                .map(service -> new RouteTable.Route(service.claim(), service.handler(), owner))
                .toList();
        synchronized (this) {
            serve(served.routes().with(routes));
        }
        changed();
        return () -> remove(routes);
    }

    /**
     * A handler and what it serves.
     *
     * @param claim what it serves
     * @param handler takes the requests
     */
    public record Service(IqClaim claim, IqHandler handler) {
        /** Checks what must be there. */
        public Service {
            Objects.requireNonNull(claim, "claim");
            Objects.requireNonNull(handler, "handler");
        }
    }

    private void remove(List<RouteTable.Route> routes) {
        synchronized (this) {
            if (!served.routes().containsAll(routes)) {
                return;
            }
            serve(served.routes().without(routes));
        }
        changed();
    }

    private void serve(RouteTable routes) {
        served = new Served(routes, DiscoInfo.of(routes, settings));
    }

    private void changed() {
        changeListeners.forEach(Runnable::run);
    }

    /** What is counted in, unless a session has statistics of its own. */
    public IqStatistics statistics() {
        return statistics;
    }

    /** The features to advertise: the namespaces that are served now, sorted. */
    public List<String> features() {
        return served.info().features();
    }

    /** The {@code <c/>} element that a client's presence carries (XEP-0115), if disco#info is answered here. */
    public Optional<XmlElement> capabilities() {
        return Optional.ofNullable(served.info().capabilities());
    }

    /** Has a task run after each change of handlers, on the thread that changes them; it hands over and returns. */
    public void addChangeListener(Runnable listener) {
        changeListeners.add(listener);
    }

    /** Removes a task that {@link #addChangeListener} added. */
    public void removeChangeListener(Runnable listener) {
        changeListeners.remove(listener);
    }

    /**
     * Takes what was received. Requests get to a handler or are answered at once; malformed IQs are answered where that
     * is possible; a response is never answered, and nothing happens.
     *
     * @param received what was received
     * @param sink the way back, on the same stream
     * @param identity whose stream it is
     */
    public void dispatch(ReceivedIq received, AnswerSink sink, SessionIdentity identity) {
        dispatch(received, sink, identity, statistics);
    }

    /** As above, counted in the session's own part of the statistics. */
    void dispatch(ReceivedIq received, AnswerSink sink, SessionIdentity identity, IqStatistics statistics) {
        Answers answers = new Answers(sink, statistics);
        if (received instanceof ReceivedIq.Request request) {
            statistics.requestsReceived.increment();
            handle(new RoutedExchange(request.iq(), identity, answers), identity);
        } else if (received instanceof Malformed malformed) {
            statistics.malformedReceived.increment();
            malformed.answerTo().ifPresent(address -> answers.send(badRequest(address, identity)));
        }
    }

    private static Iq badRequest(ReturnAddress address, SessionIdentity identity) {
        Iq answer = Iq.error(address.id(), StanzaError.of(StanzaErrorCondition.BAD_REQUEST))
                .build();
        return identity.answer(answer, address.id(), address.from(), address.to());
    }

    private void handle(RoutedExchange exchange, SessionIdentity identity) {
        Served now = served;
        Iq request = exchange.request();
        XmlElement payload = request.payload();
        IqHandler handler = now.routes().find(request.type(), payload.namespace(), payload.name());
        try {
            if (handler != null) {
                handler.handle(exchange);
            } else {
                exchange.answer(unhandled(request, now));
            }
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, () -> identity.self() + ": the handler of " + request + " threw", e);
            exchange.answerUnlessAnswered(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
        }
    }

    private Iq unhandled(Iq request, Served now) {
        String namespace = request.payload().namespace();
        Optional<BuiltIn> builtIn = BuiltIn.of(namespace).filter(settings.builtIns()::contains);
        if (builtIn.isPresent() && builtIn.get().answers(request)) {
            return BuiltInAnswers.answer(builtIn.get(), request, now.info());
        }
        boolean known = builtIn.isPresent() || now.routes().knows(namespace);
        return request.errorReply(known ? UNKNOWN_REQUEST : settings.unknown());
    }
}
