package org.xmppra.testkit;

import io.netty.channel.Channel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.management.ManagementRequests;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.core.tls.TlsConfig;

/**
 * A client's stream: STARTTLS, then SASL, then a resource (or a session resumed), then stanzas. Used on the server's loop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.3">RFC 6120 §4.3, stream negotiation</a>
 */
final class ClientConnection extends StreamConnection {
    private static final int NEGOTIATION_SECONDS = 60;

    private final ServedDomain domain;
    private final StreamPipeline pipeline;
    private final SaslNegotiation sasl;
    private final StanzaGate gate;
    private boolean secure;
    private @Nullable Jid account;
    private String mechanism = "";
    private @Nullable ClientSession session;

    /** @param secure whether TLS stands under the stream from its first byte on */
    ClientConnection(Channel channel, StreamPipeline pipeline, ServedDomain domain, boolean secure) {
        super(channel, domain.config().domain(), StreamNamespaces.CLIENT);
        this.domain = domain;
        this.pipeline = pipeline;
        this.secure = secure;
        this.sasl = new SaslNegotiation(domain.config(), domain.accounts());
        this.gate = new StanzaGate(domain.router());
        loop().schedule(this::negotiationTimedOut, NEGOTIATION_SECONDS, TimeUnit.SECONDS);
    }

    private void negotiationTimedOut() {
        if (session == null && !isEnding()) {
            fail(StreamErrorCondition.CONNECTION_TIMEOUT, "No resource was bound in " + NEGOTIATION_SECONDS + " s");
        }
    }

    @Override
    void header(StreamHeader header) throws StreamException {
        open(domain.config().domain(), header.from(), "1.0");
        StreamChecks.client(header, domain.jid());
        write(ClientFeatures.offer(this, domain.config(), sasl));
    }

    boolean isSecure() {
        return secure;
    }

    /** The TLS session under the stream, or null if there is none. */
    @Nullable SSLSession tlsSession() {
        return secure ? pipeline.tlsSession() : null;
    }

    /** The SASL mechanism that was logged in with; empty before that. */
    String mechanism() {
        return mechanism;
    }

    boolean isBound() {
        return session != null;
    }

    boolean isAuthenticated() {
        return account != null;
    }

    /** Whether the client has to put TLS under the stream before anything else. */
    boolean mustSecure() {
        return !secure && domain.config().tls() == TlsConfig.Use.REQUIRED;
    }

    @Override
    void element(XmlElement element) throws StreamException {
        if (element.is(StreamNamespaces.TLS, "starttls")) {
            startTls();
        } else if (element.namespace().equals(StreamNamespaces.SASL)
                || element.namespace().equals(StreamNamespaces.SASL2)) {
            authenticate(element);
        } else if (ManagementElement.is(element) && domain.sessions().areManaged()) {
            management(ManagementElement.read(element));
        } else if (Stanzas.isStanza(element, StreamNamespaces.CLIENT)) {
            stanza(element);
        } else {
            throw new StreamException(
                    StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, "a client's stream carries stanzas (RFC 6120 §8)");
        }
    }

    private void startTls() throws StreamException {
        if (secure || isAuthenticated() || domain.config().tls() == TlsConfig.Use.DISABLED) {
            write("<failure xmlns='" + StreamNamespaces.TLS + "'/>");
            end(null);
            return;
        }
        pipeline.restartForTls();
        write("<proceed xmlns='" + StreamNamespaces.TLS + "'/>");
        pipeline.secure(domain.tls());
        secure = true;
        forgetHeader();
    }

    private void authenticate(XmlElement element) throws StreamException {
        if (isAuthenticated()) {
            throw new StreamException(StreamErrorCondition.POLICY_VIOLATION, "already authenticated (RFC 6120 §6.3.4)");
        }
        SaslNegotiation.Outcome outcome = sasl.received(element, secure, mustSecure());
        SaslRequest request = outcome.request();
        if (request != null) {
            mechanism = request.mechanism();
        }
        if (outcome.account() == null || request == null) {
            write(outcome.answer().build());
        } else if (request.isSasl2()) {
            account = outcome.account();
            goOn(outcome.account(), request, outcome.answer());
        } else {
            account = outcome.account();
            write(outcome.answer().build());
            pipeline.restart();
            forgetHeader();
        }
        if (outcome.isLastTry()) {
            throw new StreamException(StreamErrorCondition.POLICY_VIOLATION, "too many failed authentications");
        }
    }

    /** After a success of SASL2 the stream goes on, with a resource if one was asked for along with it (XEP-0386). */
    private void goOn(Jid owner, SaslRequest request, XmlElement.Builder success) throws StreamException {
        XmlElement resume = request.resume();
        if (resume != null && resumeAlong(resume, owner, success)) {
            return;
        }
        Jid jid = owner;
        if (request.asksToBind() && domain.config().features().contains(ServerFeature.BIND2)) {
            jid = owner.withResource(BindRequest.generate(request.resourceTag()));
            success.child(XmlElement.named(StreamNamespaces.BIND2, "bound").build());
        }
        write(success.child("authorization-identifier", jid.toString()).build());
        if (!jid.equals(owner)) {
            enter(jid);
        }
        write(ClientFeatures.offer(this, domain.config(), sasl));
    }

    private void enter(Jid jid) {
        ClientSession bound = new ClientSession(jid, this);
        session = bound;
        domain.registry().add(bound);
    }

    private void stanza(XmlElement element) throws StreamException {
        if (session != null) {
            if (session.management() != null) {
                session.management().countHandled();
            }
            gate.fromClient(element, session, domain.presence());
        } else if (account != null && BindRequest.isBind(element)) {
            bind(account, BindRequest.read(element));
        } else {
            throw new StreamException(
                    StreamErrorCondition.NOT_AUTHORIZED, "stanzas come after resource binding (RFC 6120 §7.1)");
        }
    }

    private void bind(Jid owner, BindRequest request) {
        Jid jid;
        try {
            jid = request.jid(owner);
        } catch (IllegalArgumentException e) {
            write(request.error(StanzaErrorCondition.BAD_REQUEST));
            return;
        }
        ClientSession old = domain.registry().session(jid).orElse(null);
        ClientConnection other = old == null ? null : old.connection();
        if (other != null && domain.config().conflict() == ResourceConflict.REFUSE_NEW) {
            write(request.error(StanzaErrorCondition.CONFLICT));
            return;
        }
        if (other != null) {
            other.fail(StreamErrorCondition.CONFLICT, "Another session took the resource");
        } else if (old != null) {
            domain.sessions().end(old);
        }
        enter(jid);
        write(request.result(jid));
    }

    private void management(ManagementElement element) throws StreamException {
        ClientSession bound = session;
        SessionManagement counts = bound == null ? null : bound.management();
        if (element instanceof ManagementElement.Enable wish && bound != null && counts == null) {
            write(domain.sessions().manage(bound, wish).enabled());
        } else if (element instanceof ManagementElement.Resume wish && account != null && bound == null) {
            resume(wish, account);
        } else if (element instanceof ManagementElement.Ack ack && counts != null) {
            counts.acknowledged(ack.h());
        } else if (element instanceof ManagementElement.AckRequest && counts != null) {
            write(ManagementRequests.ack(counts.handled()));
        } else {
            write(failed(null, StanzaErrorCondition.UNEXPECTED_REQUEST));
        }
    }

    private void resume(ManagementElement.Resume wish, Jid owner) throws StreamException {
        ClientSession kept =
                domain.sessions().resumable(wish.previousId(), owner).orElse(null);
        SessionManagement counts = kept == null ? null : kept.management();
        if (kept == null || counts == null) {
            write(failed(domain.sessions().handled(wish.previousId()), StanzaErrorCondition.ITEM_NOT_FOUND));
        } else {
            counts.acknowledged(wish.h());
            takeOver(kept, counts, counts.resumed());
        }
    }

    private void takeOver(ClientSession kept, SessionManagement counts, XmlElement news) {
        ClientConnection old = kept.connection();
        session = kept;
        domain.sessions().resumed(kept, counts, this, news);
        if (old != null) {
            old.fail(StreamErrorCondition.CONFLICT, "The session was resumed on another stream");
        }
    }

    /** Resumes a session along with the login (XEP-0198 §9.2); if that can't be, the answer says so. */
    private boolean resumeAlong(XmlElement element, Jid owner, XmlElement.Builder success) throws StreamException {
        if (!domain.sessions().areManaged()
                || !(ManagementElement.read(element) instanceof ManagementElement.Resume wish)) {
            return false;
        }
        ClientSession kept =
                domain.sessions().resumable(wish.previousId(), owner).orElse(null);
        SessionManagement counts = kept == null ? null : kept.management();
        if (kept == null || counts == null) {
            success.child(failed(domain.sessions().handled(wish.previousId()), StanzaErrorCondition.ITEM_NOT_FOUND));
            return false;
        }
        counts.acknowledged(wish.h());
        success.child("authorization-identifier", kept.jid().toString()).child(counts.resumed());
        takeOver(kept, counts, success.build());
        return true;
    }

    private static XmlElement failed(@Nullable Long h, StanzaErrorCondition condition) {
        XmlElement.Builder failed = XmlElement.named(ManagementElement.NAMESPACE, "failed");
        if (h != null) {
            failed.attribute("h", Long.toString(h));
        }
        return failed.child(Stanzas.condition(condition)).build();
    }

    @Override
    void ended(boolean vanished) {
        ClientSession gone = session;
        if (gone == null || gone.connection() != this) {
            return;
        }
        if (vanished) {
            domain.sessions().vanished(gone, this);
        } else {
            domain.sessions().end(gone);
        }
    }

    @Override
    public String toString() {
        return "client " + (session != null ? session.jid() : Objects.toString(account, "not logged in")) + " "
                + channel().remoteAddress();
    }
}
