package org.xmppra.core.session;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.Executor;

/**
 * The threads that sessions share; whoever makes it ends it.
 *
 * @param loops run the sockets and the timers; a handful serve any number of sessions
 * @param blocking runs what may take long: address look-ups, key derivation
 */
public record XmppRuntime(EventLoopGroup loops, Executor blocking) {}
