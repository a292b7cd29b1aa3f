package org.xmppra.ra.outbound;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import java.io.Serializable;
import java.util.Objects;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;
import org.xmppra.core.sasl.Secret;

/** What applications look up. Asks the container's connection manager on the caller's thread. Thread-safe. */
public class XmppConnectionFactoryImpl implements XmppConnectionFactory, Serializable, Referenceable {
    private static final long serialVersionUID = 1L;

    private final XmppManagedConnectionFactory factory;
    private final ConnectionManager connectionManager;
    private @Nullable Reference reference;

    XmppConnectionFactoryImpl(XmppManagedConnectionFactory factory, ConnectionManager connectionManager) {
        this.factory = factory;
        this.connectionManager = connectionManager;
    }

    @Override
    public XmppConnection getConnection() throws XmppException {
        return allocate(null);
    }

    @Override
    public XmppConnection getConnection(String userName, String password) throws XmppException {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(password, "password");
        return allocate(new XmppConnectionRequestInfo(userName, new Secret(password)));
    }

    @SuppressWarnings("NullAway") // No request info is null in this interface.
    private XmppConnection allocate(@Nullable ConnectionRequestInfo info) throws XmppException {
        try {
            return (XmppConnection) connectionManager.allocateConnection(factory, info);
        } catch (ResourceException failure) {
            throw Failures.toApplication(failure);
        }
    }

    @Override
    public synchronized void setReference(Reference newReference) {
        reference = newReference;
    }

    @Override
    public synchronized @Nullable Reference getReference() {
        return reference;
    }
}
