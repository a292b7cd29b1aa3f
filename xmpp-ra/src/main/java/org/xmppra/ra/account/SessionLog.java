package org.xmppra.ra.account;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionListener;

/**
 * Tells an administrator how a session fares that nobody waits for: when it is up, when it is lost, and, once and then
 * at a throttled rate, why it cannot connect. Thread-safe.
 */
final class SessionLog implements SessionListener {
    private static final Logger LOG = System.getLogger("org.xmppra.ra.session");
    private static final long QUIET_NANOS = Duration.ofMinutes(10).toNanos();

    private final String name;
    private final Logger log;
    private final LongSupplier nanoClock;
    private @Nullable String lastFailure;
    private long lastFailureNanos;

    SessionLog(String name) {
        this(name, LOG, System::nanoTime);
    }

    SessionLog(String name, Logger log, LongSupplier nanoClock) {
        this.name = name;
        this.log = log;
        this.nanoClock = nanoClock;
    }

    @Override
    public void live(Jid boundAs) {
        forgetFailure();
        log.log(Level.INFO, "XMPPRA-0020 {0}: connected as {1}", name, boundAs);
    }

    @Override
    public void suspended(XmppException cause) {
        log.log(Level.INFO, "XMPPRA-0023 {0}: resuming the session: {1}", name, cause.getMessage());
    }

    @Override
    public void resumed() {
        forgetFailure();
        log.log(Level.INFO, "XMPPRA-0024 {0}: the session is resumed, nothing is lost", name);
    }

    @Override
    public void lost(XmppException cause) {
        log.log(
                Level.WARNING,
                "XMPPRA-0021 {0}: the connection is lost, reconnecting in the background: {1}",
                name,
                cause.getMessage());
    }

    @Override
    public void attemptFailed(ConnectException cause) {
        String next = cause.kind().isTransient()
                ? "trying again in the background"
                : "someone has to change the configuration; trying again rarely";
        log.log(
                isNews(cause.getMessage()) ? Level.WARNING : Level.DEBUG,
                "XMPPRA-0022 {0}: cannot connect, {1}: {2}",
                name,
                next,
                cause.getMessage());
    }

    private synchronized boolean isNews(@Nullable String failure) {
        long now = nanoClock.getAsLong();
        if (failure != null && failure.equals(lastFailure) && now - lastFailureNanos < QUIET_NANOS) {
            return false;
        }
        lastFailure = failure;
        lastFailureNanos = now;
        return true;
    }

    private synchronized void forgetFailure() {
        lastFailure = null;
    }
}
