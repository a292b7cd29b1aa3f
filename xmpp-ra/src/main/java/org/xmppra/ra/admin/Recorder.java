package org.xmppra.ra.admin;

import java.time.Duration;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.core.iq.RequestOutcome;

/** Writes down single events. Called on event loops too: never blocks. Thread-safe. */
public interface Recorder {
    /** For a JDK without Flight Recorder. */
    Recorder NONE = new Recorder() {
        @Override
        public void requestEnded(Iq request, RequestOutcome outcome, long nanos) {}

        @Override
        public void session(Jid jid, String change, String reason) {}

        @Override
        public void delivered(String handler, Iq request, Iq answer, Duration time) {}
    };

    /** A request that was sent has ended, so long after it was made. */
    void requestEnded(Iq request, RequestOutcome outcome, long nanos);

    /** A session is live, lost or not connected. */
    void session(Jid jid, String change, String reason);

    /** A request that was received is answered, so long after its arrival. */
    void delivered(String handler, Iq request, Iq answer, Duration time);

    /** The JDK's Flight Recorder, where there is one: some JDKs have none, and some servers hide it. */
    static Recorder ofThisJdk() {
        try {
            Class.forName("jdk.jfr.Event", false, Recorder.class.getClassLoader());
            return new FlightRecords();
        } catch (ClassNotFoundException | LinkageError none) {
            return NONE;
        }
    }
}
