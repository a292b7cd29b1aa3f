package org.xmppra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javax.transaction.xa.XAResource;
import org.jboss.jca.core.spi.statistics.Statistics;
import org.jboss.jca.core.spi.statistics.StatisticsPlugin;
import org.jspecify.annotations.Nullable;
import org.xmppra.ra.account.AccountProperties;
import org.xmppra.ra.account.AdapterContext;
import org.xmppra.ra.account.SessionRegistry;
import org.xmppra.ra.admin.Administration;
import org.xmppra.ra.admin.FigurePlugin;
import org.xmppra.ra.admin.XmppAdapterMXBean;
import org.xmppra.ra.inbound.XmppActivationSpec;
import org.xmppra.ra.work.AdapterThreads;
import org.xmppra.ra.work.NettyRecordings;

/**
 * The resource adapter: gives factories and activations their defaults, threads and sessions. Starting connects nowhere;
 * stopping ends everything within ten seconds. Its properties and their defaults stand in {@code META-INF/ra.xml}.
 */
public class XmppResourceAdapter extends AccountProperties implements AdapterContext, Statistics {
    private static final long serialVersionUID = 1L;

    static {
        // Already the check of the properties uses Netty.
        NettyRecordings.none();
    }

    private @Nullable Integer eventLoops;
    private @Nullable Integer maxStanzaBytes = 262_144;
    private @Nullable Integer maxDepth = 64;
    private @Nullable Integer maxAttributes = 128;
    private @Nullable Integer maxNameLength = 1_024;
    private @Nullable String builtInAnswers = "ping, disco-info, disco-items, version";
    private @Nullable String unknownRequests = "service-unavailable";
    private transient volatile @Nullable RunningAdapter running;

    /** An adapter with the defaults of the descriptor. */
    public XmppResourceAdapter() {
        setMode("client");
        setResourcePrefix("xmpp-ra");
        setTls("required");
        setAllowInsecure(false);
        setConnectTimeoutMillis(10_000);
        setRequestTimeoutMillis(30_000);
        setCallbackTimeoutMillis(600_000);
        setKeepAliveSeconds(60);
        setResumeWindowSeconds(15);
        setSessionSharing("dedicated");
    }

    /** How many I/O threads serve all sessions; null for two, or one on a single processor. */
    @Min(value = 1, message = "eventLoops='${validatedValue}': a number from 1 to 64") @Max(value = 64, message = "eventLoops='${validatedValue}': a number from 1 to 64") public @Nullable Integer getEventLoops() {
        return eventLoops;
    }

    /** Sets it. */
    public void setEventLoops(@Nullable Integer eventLoops) {
        this.eventLoops = eventLoops;
    }

    /** How many bytes of one stanza are read; null for the default. */
    @Min(value = 1, message = "maxStanzaBytes='${validatedValue}': a number from 1 to 67108864") @Max(value = 67108864, message = "maxStanzaBytes='${validatedValue}': a number from 1 to 67108864") public @Nullable Integer getMaxStanzaBytes() {
        return maxStanzaBytes;
    }

    /** Sets it. */
    public void setMaxStanzaBytes(@Nullable Integer maxStanzaBytes) {
        this.maxStanzaBytes = maxStanzaBytes;
    }

    /** How many levels of elements of one stanza are read; null for the default. */
    @Min(value = 1, message = "maxDepth='${validatedValue}': a number from 1 to 256") @Max(value = 256, message = "maxDepth='${validatedValue}': a number from 1 to 256") public @Nullable Integer getMaxDepth() {
        return maxDepth;
    }

    /** Sets it. */
    public void setMaxDepth(@Nullable Integer maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** How many attributes of one element are read; null for the default. */
    @Min(value = 1, message = "maxAttributes='${validatedValue}': a number from 1 to 10000") @Max(value = 10000, message = "maxAttributes='${validatedValue}': a number from 1 to 10000") public @Nullable Integer getMaxAttributes() {
        return maxAttributes;
    }

    /** Sets it. */
    public void setMaxAttributes(@Nullable Integer maxAttributes) {
        this.maxAttributes = maxAttributes;
    }

    /** How many bytes of one name are read; null for the default. */
    @Min(value = 1, message = "maxNameLength='${validatedValue}': a number from 1 to 65536") @Max(value = 65536, message = "maxNameLength='${validatedValue}': a number from 1 to 65536") public @Nullable Integer getMaxNameLength() {
        return maxNameLength;
    }

    /** Sets it. */
    public void setMaxNameLength(@Nullable Integer maxNameLength) {
        this.maxNameLength = maxNameLength;
    }

    /** What is answered without a bean, separated by commas; null for the default. */
    public @Nullable String getBuiltInAnswers() {
        return builtInAnswers;
    }

    /** Sets it. */
    public void setBuiltInAnswers(@Nullable String builtInAnswers) {
        this.builtInAnswers = builtInAnswers;
    }

    /** What requests that nobody handles are answered with; null for the default. */
    @Pattern(
            regexp = "(?i)\\s*(feature-not-implemented|service-unavailable)?\\s*",
            message = "unknownRequests='${validatedValue}': one of feature-not-implemented, service-unavailable")
    public @Nullable String getUnknownRequests() {
        return unknownRequests;
    }

    /** Sets it. */
    public void setUnknownRequests(@Nullable String unknownRequests) {
        this.unknownRequests = unknownRequests;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (running != null) {
            throw new ResourceAdapterInternalException("The XMPP resource adapter is started already");
        }
        try {
            running = RunningAdapter.start(context, AdapterSettings.of(this), account());
        } catch (InvalidPropertyException wrong) {
            throw new ResourceAdapterInternalException(wrong.getMessage(), wrong);
        } catch (RejectedExecutionException refused) {
            throw new ResourceAdapterInternalException(
                    "The container does not run the threads of the XMPP resource adapter", refused);
        }
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
    public Optional<Administration> administration() {
        RunningAdapter here = running;
        return here == null ? Optional.empty() : Optional.of(here.administration());
    }

    /** The figures for WildFly's console; zero while the adapter is not started. */
    @Override
    public StatisticsPlugin getStatistics() {
        return new FigurePlugin<>(
                XmppAdapterMXBean.class,
                () -> administration().map(Administration::figures).orElse(null));
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
        return Arrays.asList(
                super.configuration(),
                eventLoops,
                maxStanzaBytes,
                maxDepth,
                maxAttributes,
                maxNameLength,
                builtInAnswers,
                unknownRequests);
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
