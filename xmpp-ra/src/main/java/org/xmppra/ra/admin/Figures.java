package org.xmppra.ra.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionListener;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;

/** What happens to some sessions and the IQs on them; what is counted in a part is counted in the whole. Thread-safe. */
public final class Figures {
    private final @Nullable Figures whole;
    private final Recorder recorder;
    private final IqStatistics iqs;
    private final Set<XmppSession> sessions = ConcurrentHashMap.newKeySet();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder losses = new LongAdder();
    private final LongAdder connectFailures = new LongAdder();
    private volatile String lastError = "";

    Figures(Recorder recorder) {
        this(null, recorder, new IqStatistics(recorder::requestEnded));
    }

    private Figures(@Nullable Figures whole, Recorder recorder, IqStatistics iqs) {
        this.whole = whole;
        this.recorder = recorder;
        this.iqs = iqs;
    }

    /** New figures that are a part of these. */
    public Figures part() {
        return new Figures(this, recorder, iqs.part());
    }

    /** Where sessions count their IQs. */
    public IqStatistics iqs() {
        return iqs;
    }

    /**
     * Watches a session.
     *
     * @return ends that
     */
    public Runnable watch(XmppSession session) {
        for (Figures here = this; here != null; here = here.whole) {
            here.sessions.add(session);
        }
        Watch watch = new Watch(session);
        session.addListener(watch);
        return () -> {
            session.removeListener(watch);
            for (Figures here = this; here != null; here = here.whole) {
                here.sessions.remove(session);
            }
        };
    }

    int sessions() {
        return (int) sessions.stream()
                .filter(session -> session.state() == SessionState.LIVE)
                .count();
    }

    long reconnects() {
        return reconnects.sum();
    }

    long losses() {
        return losses.sum();
    }

    long connectFailures() {
        return connectFailures.sum();
    }

    String lastError() {
        return lastError;
    }

    /** On an event loop. */
    private final class Watch implements SessionListener {
        private final XmppSession session;
        private boolean before;

        Watch(XmppSession session) {
            this.session = session;
        }

        @Override
        public void live(Jid boundAs) {
            if (before) {
                for (Figures here = Figures.this; here != null; here = here.whole) {
                    here.reconnects.increment();
                }
            }
            before = true;
            recorder.session(boundAs, "live", "");
        }

        @Override
        public void lost(XmppException cause) {
            for (Figures here = Figures.this; here != null; here = here.whole) {
                here.losses.increment();
            }
            note("lost", cause);
        }

        @Override
        public void attemptFailed(ConnectException cause) {
            for (Figures here = Figures.this; here != null; here = here.whole) {
                here.connectFailures.increment();
            }
            note("not connected", cause);
        }

        private void note(String change, XmppException cause) {
            String text = Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + session.jid() + " " + change + ": "
                    + cause.getMessage();
            for (Figures here = Figures.this; here != null; here = here.whole) {
                here.lastError = text;
            }
            recorder.session(session.jid(), change, String.valueOf(cause.getMessage()));
        }
    }
}
