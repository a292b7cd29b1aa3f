package org.xmppra.ra.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Timer;
import java.util.function.Consumer;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.ra.XmppResourceAdapter;
import org.xmppra.ra.inbound.XmppActivationSpec;
import org.xmppra.ra.outbound.XmppManagedConnectionFactory;

/** A strict container with one adapter in it. Closing it stops the adapter and fails the test on any breach. */
public final class StubContainer implements BootstrapContext, AutoCloseable {
    private final Breaches breaches = new Breaches();
    private final StubWorkManager works = new StubWorkManager(breaches);
    private final StubTransactions transactions = new StubTransactions();
    private final XmppResourceAdapter adapter = new XmppResourceAdapter();

    /** Starts an adapter that was configured like this. */
    public static StubContainer start(Consumer<XmppResourceAdapter> configuration) {
        StubContainer container = new StubContainer();
        configuration.accept(container.adapter);
        try {
            container.adapter.start(container);
        } catch (ResourceAdapterInternalException failure) {
            throw new IllegalStateException(failure);
        }
        return container;
    }

    /** The adapter. */
    public XmppResourceAdapter adapter() {
        return adapter;
    }

    /** The work manager. */
    public StubWorkManager works() {
        return works;
    }

    /** The transactions. */
    public StubTransactions transactions() {
        return transactions;
    }

    /** What was done wrong. */
    public Breaches breaches() {
        return breaches;
    }

    /** A factory of the adapter that was configured like this. */
    public XmppManagedConnectionFactory factory(Consumer<XmppManagedConnectionFactory> configuration)
            throws ResourceException {
        XmppManagedConnectionFactory factory = new XmppManagedConnectionFactory();
        configuration.accept(factory);
        factory.setResourceAdapter(adapter);
        return factory;
    }

    /** What applications would look up, without a pool. */
    public XmppConnectionFactory connectionFactory(Consumer<XmppManagedConnectionFactory> configuration)
            throws ResourceException {
        return (XmppConnectionFactory) factory(configuration).createConnectionFactory();
    }

    /** The endpoints of a bean. */
    public StubEndpoints endpoints(Object bean) {
        return new StubEndpoints(bean, breaches, transactions);
    }

    /** A specification that was configured like this. */
    public XmppActivationSpec spec(Consumer<XmppActivationSpec> configuration) throws ResourceException {
        XmppActivationSpec spec = new XmppActivationSpec();
        configuration.accept(spec);
        spec.setResourceAdapter(adapter);
        return spec;
    }

    /** Activates a bean. */
    public StubEndpoints deploy(Object bean, Consumer<XmppActivationSpec> configuration) throws ResourceException {
        StubEndpoints endpoints = endpoints(bean);
        adapter.endpointActivation(endpoints, spec(configuration));
        return endpoints;
    }

    @Override
    public void close() {
        adapter.stop();
        breaches.assertNone();
        assertThat(works.unfinished()).as("works that outlive the adapter").isEmpty();
    }

    @Override
    public WorkManager getWorkManager() {
        return works;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        return transactions;
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return type == HintsContext.class || type == SecurityContext.class;
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Timer createTimer() {
        throw new UnsupportedOperationException();
    }
}
