package org.xmppra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.xmppra.ra.account.AccountProperties;
import org.xmppra.ra.account.AdapterContext;
import org.xmppra.ra.account.SessionRegistry;
import org.xmppra.ra.inbound.XmppActivationSpec;
import org.xmppra.ra.work.AdapterThreads;

/**
 * The resource adapter: gives factories and activations their defaults, threads and sessions. Starting connects nowhere;
 * stopping ends everything within ten seconds. Its properties and their defaults stand in {@code META-INF/ra.xml}.
 */
public class XmppResourceAdapter extends AccountProperties implements AdapterContext {
    private static final long serialVersionUID = 1L;

    private @Nullable Integer eventLoops;
    private transient volatile @Nullable RunningAdapter running;

    /** An adapter with the defaults of the descriptor. */
    public XmppResourceAdapter() {
        setMode("client");
        setResourcePrefix("xmpp-ra");
        setTls("required");
        setAllowInsecure(false);
        setConnectTimeoutMillis(10_000);
        setRequestTimeoutMillis(30_000);
        setKeepAliveSeconds(60);
        setSessionSharing("dedicated");
    }

    /** How many I/O threads serve all sessions; null for two, or one on a single processor. */
    public @Nullable Integer getEventLoops() {
        return eventLoops;
    }

    /** Sets it. */
    public void setEventLoops(@Nullable Integer eventLoops) {
        this.eventLoops = eventLoops;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (running != null) {
            throw new ResourceAdapterInternalException("The XMPP resource adapter is started already");
        }
        try {
            running = RunningAdapter.start(context, loopCount());
        } catch (RejectedExecutionException refused) {
            throw new ResourceAdapterInternalException(
                    "The container does not run the threads of the XMPP resource adapter", refused);
        }
    }

    private int loopCount() throws ResourceAdapterInternalException {
        Integer wanted = eventLoops;
        if (wanted == null) {
            return Math.min(2, Runtime.getRuntime().availableProcessors());
        }
        if (wanted < 1 || wanted > 64) {
            throw new ResourceAdapterInternalException("XMPPRA-0001 The configuration of " + this
                    + " cannot be used: eventLoops='" + wanted + "': a number from 1 to 64");
        }
        return wanted;
    }

    @Override
    public void stop() {
        RunningAdapter stopping = running;
        if (stopping != null) {
            stopping.stop();
            running = null;
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof XmppActivationSpec activation)) {
            throw new ResourceException(spec + " is no activation of the XMPP resource adapter");
        }
        running().activate(endpoints, activation, this);
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
        RunningAdapter here = running;
        if (here != null && spec instanceof XmppActivationSpec activation) {
            here.deactivate(endpoints, activation);
        }
    }

    /** There are none: IQs know no transactions. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    @Override
    public AccountProperties defaults() {
        return this;
    }

    @Override
    public SessionRegistry sessions() {
        return running().sessions();
    }

    @Override
    public AdapterThreads threads() {
        return running().threads();
    }

    private RunningAdapter running() {
        RunningAdapter here = running;
        if (here == null) {
            throw new IllegalStateException("The XMPP resource adapter is not started");
        }
        return here;
    }

    @Override
    protected List<@Nullable Object> configuration() {
        return Arrays.asList(super.configuration(), eventLoops);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return sameConfiguration(other);
    }

    @Override
    public int hashCode() {
        return configurationHash();
    }
}
