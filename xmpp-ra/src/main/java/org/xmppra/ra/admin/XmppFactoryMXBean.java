package org.xmppra.ra.admin;

/** The figures of one connection factory: of the sessions of its connections. */
public interface XmppFactoryMXBean {
    @Figure(value = "Sessions that are live", now = true)
    int getSessions();

    @Figure("How often a session was connected again after a loss")
    long getReconnects();

    @Figure("How often a session's connection was lost")
    long getLosses();

    @Figure("Attempts to connect that failed")
    long getConnectFailures();

    @Figure(value = "Requests that wait for their answer", now = true)
    long getPending();

    @Figure("Requests sent")
    long getSent();

    @Figure("Requests answered with a result")
    long getResults();

    @Figure("Requests answered with an error")
    long getErrors();

    @Figure("Requests that nobody answered in time")
    long getTimeouts();

    @Figure("Requests given up on this side")
    long getCancelled();

    @Figure("Requests that ended with their connection, or could not be sent")
    long getLost();

    @Figure("Requests whose end could not be told: the application was gone or suspended")
    long getUntold();

    @Figure("Answers that came too late, or to nothing that was asked; dropped")
    long getLate();

    @Figure("Answers from someone who was not asked; dropped")
    long getSpoofed();

    @Figure("Requests received")
    long getReceived();

    @Figure("IQs received that break the rules; answered bad-request where possible")
    long getMalformed();

    @Figure("Requests answered here with a result")
    long getAnsweredResults();

    @Figure("Requests answered here with an error")
    long getAnsweredErrors();

    @Figure(value = "How often each error was answered here, such as forbidden=2", now = true)
    String getAnsweredErrorConditions();

    @Figure("Answers that had nowhere to go: their connection was lost")
    long getAnswersDropped();

    @Figure("Answers to requests that had one already; not sent")
    long getSecondAnswers();

    @Figure("Messages and presences received; dropped, this adapter is for IQs")
    long getOtherStanzas();

    @Figure(value = "Half of all answered requests took no longer, in microseconds", now = true)
    long getLatencyMedianMicros();

    @Figure(value = "95 of 100 answered requests took no longer, in microseconds", now = true)
    long getLatency95Micros();

    @Figure(value = "99 of 100 answered requests took no longer, in microseconds", now = true)
    long getLatency99Micros();

    @Figure(value = "No answered request took longer, in microseconds", now = true)
    long getLatencyMaxMicros();

    @Figure(value = "When and why a session was lost or not connected the last time", now = true)
    String getLastError();
}
