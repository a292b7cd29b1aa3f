package org.xmppra.it.appservers;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The adapter's figures, as an administrator's JMX client on the server's machine reads them. */
public final class RemoteFigures implements AutoCloseable {
    private final JMXConnector connector;

    private RemoteFigures(JMXConnector connector) {
        this.connector = connector;
    }

    /** Attaches to a server. */
    @SuppressWarnings("BanJNDI") // The address is what the JVM itself has said.
    public static RemoteFigures of(ApplicationServer server) {
        try {
            VirtualMachine machine =
                    VirtualMachine.attach(String.valueOf(server.process().pid()));
            try {
                return new RemoteFigures(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all beans that adapters have registered. */
    public Set<String> names() {
        try {
            return connector.getMBeanServerConnection().queryNames(new ObjectName("org.xmppra:*"), null).stream()
                    .map(ObjectName::toString)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (JMException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A figure of the adapter or its factories, added up over all beans of the type. */
    public long sum(String type, String attribute) {
        try {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            long sum = 0;
            for (ObjectName name : server.queryNames(new ObjectName("org.xmppra:type=" + type + ",*"), null)) {
                sum += ((Number) server.getAttribute(name, attribute)).longValue();
            }
            return sum;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
