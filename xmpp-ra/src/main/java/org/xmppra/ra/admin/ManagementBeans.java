package org.xmppra.ra.admin;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * The MXBeans of one adapter in the platform's MBean server. Adapters deployed apart share it: numbers keep their names
 * apart. Where it cannot be written to, the adapter works without. Thread-safe.
 */
final class ManagementBeans {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.admin");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> names = new ArrayList<>();
    private boolean closed;

    /** Registers a bean, and returns its number among those of its type. */
    synchronized <T> String register(Class<T> type, T bean, String kind, String account) {
        if (closed) {
            return "";
        }
        try {
            for (int number = 1; ; number++) {
                ObjectName name = new ObjectName(
                        "org.xmppra:type=" + kind + ",id=" + number + ",account=" + ObjectName.quote(account));
                if (isFree(kind, number) && add(new Described<>(bean, type), name)) {
                    return String.valueOf(number);
                }
            }
        } catch (JMException | SecurityException refused) {
            LOG.log(Level.WARNING, "XMPPRA-0060 The figures of " + account + " are not shown by JMX", refused);
            return "";
        }
    }

    private boolean isFree(String kind, int number) throws JMException {
        return server.queryNames(new ObjectName("org.xmppra:type=" + kind + ",id=" + number + ",*"), null)
                .isEmpty();
    }

    private boolean add(StandardMBean bean, ObjectName name) throws JMException {
        try {
            server.registerMBean(bean, name);
            names.add(name);
            return true;
        } catch (InstanceAlreadyExistsException taken) {
            LOG.log(Level.DEBUG, "Another adapter was faster", taken);
            return false;
        }
    }

    synchronized void close() {
        closed = true;
        for (ObjectName name : names) {
            try {
                server.unregisterMBean(name);
            } catch (InstanceNotFoundException gone) {
                LOG.log(Level.DEBUG, "Somebody else has unregistered it", gone);
            } catch (JMException | SecurityException refused) {
                LOG.log(Level.WARNING, "XMPPRA-0061 " + name + " could not be unregistered", refused);
            }
        }
        names.clear();
    }

    /** An MXBean with the descriptions of its figures. */
    private static final class Described<T> extends StandardMBean {
        Described(T bean, Class<T> type) {
            super(bean, type, true);
        }

        @Override
        protected String getDescription(MBeanAttributeInfo attribute) {
            try {
                Method getter = getMBeanInterface().getMethod("get" + attribute.getName());
                return getter.getAnnotation(Figure.class).value();
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException("An attribute without getter: " + attribute, impossible);
            }
        }
    }
}
