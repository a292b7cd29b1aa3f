package org.xmppra.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Stands in for a container's pool where there is no container: every connection is made anew and destroyed at its end. */
final class UnmanagedConnections implements ConnectionManager {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.outbound");

    @Override
    @SuppressWarnings("NullAway") // No subject and no request info are null in these interfaces.
    public Object allocateConnection(ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        ManagedConnection connection = factory.createManagedConnection(null, info);
        connection.addConnectionEventListener(new DestroyAtEnd(connection));
        return connection.getConnection(null, info);
    }

    private record DestroyAtEnd(ManagedConnection connection) implements ConnectionEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            destroy();
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            destroy();
        }

        private void destroy() {
            try {
                connection.cleanup();
                connection.destroy();
            } catch (ResourceException failure) {
                LOG.log(Level.WARNING, "XMPPRA-0054 An unmanaged connection could not be destroyed", failure);
            }
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            // There are none.
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            // There are none.
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            // There are none.
        }
    }
}
