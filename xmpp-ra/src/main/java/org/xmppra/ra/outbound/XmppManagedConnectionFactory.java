package org.xmppra.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.jboss.jca.core.spi.statistics.Statistics;
import org.jboss.jca.core.spi.statistics.StatisticsPlugin;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmppException;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.ra.account.AccountProperties;
import org.xmppra.ra.account.AccountReader;
import org.xmppra.ra.account.AccountSettings;
import org.xmppra.ra.account.AdapterContext;
import org.xmppra.ra.account.ConfigurationProblems;
import org.xmppra.ra.account.Credentials;
import org.xmppra.ra.account.SessionLease;
import org.xmppra.ra.account.SessionRegistry;
import org.xmppra.ra.admin.Administration;
import org.xmppra.ra.admin.FactoryFigures;
import org.xmppra.ra.admin.FigurePlugin;
import org.xmppra.ra.admin.XmppFactoryMXBean;

/**
 * Makes leases on XMPP sessions for the container's pool. What is left null is the adapter's. The configuration is read
 * and checked when the container makes the connection factory, and not again.
 */
public class XmppManagedConnectionFactory extends AccountProperties
        implements ManagedConnectionFactory,
                ResourceAdapterAssociation,
                ValidatingManagedConnectionFactory,
                Statistics {
    private static final long serialVersionUID = 1L;
    private static final Duration NO_GOODBYE = Duration.ofMillis(1);

    private transient @Nullable AdapterContext adapter;
    private transient volatile @Nullable AccountSettings settings;
    private transient @Nullable PrintWriter logWriter;
    private transient volatile @Nullable Counted counted;

    /** The figures, and the run of the adapter that they belong to. */
    private record Counted(Administration administration, FactoryFigures figures) {}

    /** A factory that inherits everything. */
    public XmppManagedConnectionFactory() {}

    @Override
    public Object createConnectionFactory(ConnectionManager connectionManager) throws ResourceException {
        settings();
        adapter().administration().ifPresent(this::figures);
        return new XmppConnectionFactoryImpl(this, connectionManager);
    }

    /** A factory without a pool, for use outside of a container. */
    @Override
    public Object createConnectionFactory() throws ResourceException {
        return createConnectionFactory(new UnmanagedConnections());
    }

    /**
     * Connects, authenticates and binds within the connect timeout, so that whoever tests a connection learns the truth.
     */
    @Override
    public ManagedConnection createManagedConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        AccountSettings account = settings();
        Credentials credentials = SignOn.credentials(this, account, subject, info);
        SessionConfig config = account.senderSession(credentials);
        AdapterContext context = adapter();
        SessionLease lease = lease(context, account, config);
        boolean live = false;
        try {
            lease.session().awaitLive(account.connectTimeout());
            live = true;
        } catch (XmppException failure) {
            throw Failures.toContainer(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ResourceException("Interrupted while connecting to " + config.domain(), interrupted);
        } finally {
            if (!live) {
                lease.release(NO_GOODBYE);
            }
        }
        return new XmppManagedConnection(lease, credentials, Timeouts.of(account), context.threads());
    }

    @Override
    @SuppressWarnings("rawtypes") // The interface is older than generics.
    public @Nullable ManagedConnection matchManagedConnections(
            Set candidates, @Nullable Subject subject, @Nullable ConnectionRequestInfo info) throws ResourceException {
        Credentials credentials = SignOn.credentials(this, settings(), subject, info);
        for (Object candidate : candidates) {
            if (candidate instanceof XmppManagedConnection connection && connection.serves(credentials)) {
                return connection;
            }
        }
        return null;
    }

    /** Those that are dead; no network round trip is made. */
    @Override
    @SuppressWarnings("rawtypes") // The interface is older than generics.
    public Set getInvalidConnections(Set candidates) {
        Set<Object> invalid = new HashSet<>();
        for (Object candidate : candidates) {
            if (candidate instanceof XmppManagedConnection connection && !connection.isUsable()) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    private SessionLease lease(AdapterContext context, AccountSettings account, SessionConfig config)
            throws ResourceException {
        SessionRegistry sessions = context.sessions();
        FactoryFigures figures = figures(context.administration().orElseThrow());
        if (!account.shared()) {
            return sessions.leaseDedicated(config, figures.own());
        }
        SessionLease lease = sessions.leaseShared(config, toString());
        figures.include(lease.figures());
        return lease;
    }

    private synchronized FactoryFigures figures(Administration administration) {
        Counted known = counted;
        if (known == null || known.administration() != administration) {
            known = new Counted(administration, administration.factory(account()));
            counted = known;
        }
        return known.figures();
    }

    /** The figures for WildFly's console; zero until the first connection is made. */
    @Override
    public StatisticsPlugin getStatistics() {
        return new FigurePlugin<>(XmppFactoryMXBean.class, () -> {
            Counted known = counted;
            return known == null ? null : known.figures();
        });
    }

    private AccountSettings settings() throws ResourceException {
        AccountSettings known = settings;
        if (known == null) {
            ConfigurationProblems problems = new ConfigurationProblems(this);
            known = AccountReader.read(problems, this, adapter().defaults());
            problems.check();
            settings = known;
        }
        return known;
    }

    private AdapterContext adapter() throws ResourceException {
        if (adapter == null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    this + " belongs to no resource adapter: call setResourceAdapter first");
        }
        return adapter;
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
        if (adapter != null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    this + " belongs to a resource adapter already; it cannot change it");
        }
        if (!(newAdapter instanceof AdapterContext context)) {
            throw new jakarta.resource.spi.IllegalStateException(
                    newAdapter + " is not the XMPP resource adapter that this factory is made for");
        }
        adapter = context;
    }

    /** Kept for the container; the adapter logs through {@link System.Logger}. */
    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
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
