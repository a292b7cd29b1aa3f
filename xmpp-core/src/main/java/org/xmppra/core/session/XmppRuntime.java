package org.xmppra.core.session;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.Executor;
import org.xmppra.core.sasl.SaslMemory;
import org.xmppra.core.tls.TlsContexts;
import org.xmppra.core.xml.XmlLimits;

/**
 * What the sessions of one adapter share; whoever makes it ends its threads.
 *
 * @param loops run the sockets and the timers; a handful serve any number of sessions
 * @param blocking runs what may take long: address look-ups, certificate checks, key derivation
 * @param limits of what is read
 * @param tls what was loaded of trust stores
 * @param saslMemory what is remembered of earlier authentications
 * @param turns who connects now, and who waits for that
 */
public record XmppRuntime(
        EventLoopGroup loops,
        Executor blocking,
        XmlLimits limits,
        TlsContexts tls,
        SaslMemory saslMemory,
        ConnectTurns turns) {
    /** A runtime that remembers nothing yet. */
    public XmppRuntime(EventLoopGroup loops, Executor blocking, XmlLimits limits) {
        this(loops, blocking, limits, new TlsContexts(), new SaslMemory(), new ConnectTurns());
    }
}
