package org.xmppra.core.management;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.InlineFeature;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.NegotiationPeer;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamFeatures;

/**
 * Asks the server, after the login and in place of binding a resource, to let a session go on (XEP-0198 §5). A refusal is
 * no failure: the session is told, and the negotiation goes on to bind a new one. Where the server lets it, the request goes
 * along with the login (§9.2), and so does the request to bind, which counts only if the session does not go on.
 */
public final class ResumeNegotiator implements FeatureNegotiator, InlineFeature {
    /** The session that lost its stream. Called on its event loop. */
    public interface Session {
        /** Whether it can still be resumed. */
        boolean isResumable();

        /** What the server knows it by. */
        String id();

        /** How many stanzas of the server it has handled. */
        long handled();

        /**
         * It is not resumed.
         *
         * @param h how many of its stanzas the server had handled, or null if that is not known
         * @param reason a clause
         * @throws NegotiationException if no new session is wanted in its place
         */
        void refused(@Nullable Long h, String reason) throws NegotiationException;
    }

    private final Session session;
    private final LongConsumer resumed;
    private final InlineFeature otherwise;
    private boolean asked;
    private boolean answered;

    /**
     * @param session what to resume
     * @param resumed is told how many stanzas the server has handled, when the session goes on
     * @param otherwise binds a new one along with the login
     */
    public ResumeNegotiator(Session session, LongConsumer resumed, InlineFeature otherwise) {
        this.session = session;
        this.resumed = resumed;
        this.otherwise = otherwise;
    }

    @Override
    public boolean applies(StreamFeatures offered) throws NegotiationException {
        if (answered || !session.isResumable()) {
            return false;
        }
        if (!ManagementElement.isOffered(offered)) {
            session.refused(null, "the server offers no stream management any more");
            return false;
        }
        return true;
    }

    @Override
    public String stage() {
        return "resuming the session";
    }

    @Override
    public void begin(StreamFeatures offered, NegotiationPeer peer) {
        peer.send(ManagementRequests.resume(session.id(), session.handled()));
    }

    @Override
    public void received(XmlElement element, NegotiationPeer peer) throws NegotiationException {
        ManagementElement answer = read(element);
        if (answer instanceof ManagementElement.Resumed yes && yes.previousId().equals(session.id())) {
            resumed.accept(yes.h());
            peer.finished();
        } else if (answer instanceof ManagementElement.Failed no) {
            session.refused(no.h(), "the server said " + no.condition());
            peer.completed();
        } else {
            throw new NegotiationException(
                    Reason.PROTOCOL, "The server sent " + element + " instead of resuming the session (XEP-0198)");
        }
    }

    /** Nothing is bound along with a login after which the session may still be resumed. */
    @Override
    public List<XmlElement> request(XmlElement offered) {
        if (!session.isResumable()) {
            return otherwise.request(offered);
        }
        asked = ManagementElement.isOfferedInline(offered);
        if (!asked) {
            return List.of();
        }
        List<XmlElement> requests = new ArrayList<>(otherwise.request(offered));
        requests.add(ManagementRequests.resume(session.id(), session.handled()));
        return requests;
    }

    @Override
    public boolean succeeded(XmlElement success) throws NegotiationException {
        for (XmlElement child : asked ? success.children() : List.<XmlElement>of()) {
            ManagementElement answer = read(child);
            if (answer instanceof ManagementElement.Resumed yes
                    && yes.previousId().equals(session.id())) {
                resumed.accept(yes.h());
                return true;
            }
            if (answer instanceof ManagementElement.Failed no) {
                answered = true;
                session.refused(no.h(), "the server said " + no.condition());
            }
        }
        return otherwise.succeeded(success);
    }

    private static @Nullable ManagementElement read(XmlElement element) throws NegotiationException {
        if (!ManagementElement.is(element)) {
            return null;
        }
        try {
            return ManagementElement.read(element);
        } catch (StreamException e) {
            throw new NegotiationException(Reason.PROTOCOL, "The server resumes the session with " + e.getMessage(), e);
        }
    }
}
