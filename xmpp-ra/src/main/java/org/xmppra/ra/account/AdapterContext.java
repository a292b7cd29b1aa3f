package org.xmppra.ra.account;

import jakarta.resource.spi.ResourceAdapter;
import java.util.Optional;
import org.xmppra.ra.admin.Administration;
import org.xmppra.ra.work.AdapterThreads;

/** What factories and activations use of the adapter that they belong to. Thread-safe. */
public interface AdapterContext extends ResourceAdapter {
    /** What they inherit. */
    AccountProperties defaults();

    /**
     * The sessions they lease.
     *
     * @throws IllegalStateException if the adapter is not started
     */
    SessionRegistry sessions();

    /** What administrators see of them; empty while the adapter is not started. */
    Optional<Administration> administration();

    /**
     * The threads they work on.
     *
     * @throws IllegalStateException if the adapter is not started
     */
    AdapterThreads threads();
}
