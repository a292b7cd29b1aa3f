package org.xmppra.ra.admin;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.jca.core.spi.statistics.StatisticsPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an MXBean as IronJacamar, and with it WildFly's console and command line, reads them. Thread-safe.
 *
 * @param <T> the MXBean
 */
public final class FigurePlugin<T> implements StatisticsPlugin {
    private static final long serialVersionUID = 1L;

    /** A source that can be in a serialisable bean. */
    public interface Source<T> extends Supplier<@Nullable T>, Serializable {}

    private final Class<T> type;
    private final Source<T> source;
    private final transient Map<String, Method> getters = new TreeMap<>();
    private final transient Map<String, Long> cleared = new ConcurrentHashMap<>();
    private volatile boolean enabled = true;

    /**
     * @param type which figures
     * @param source where they are, or null while there are none
     */
    public FigurePlugin(Class<T> type, Source<T> source) {
        this.type = type;
        this.source = source;
        for (Method getter : type.getMethods()) {
            getters.put(getter.getName().substring("get".length()), getter);
        }
    }

    @Override
    public Set<String> getNames() {
        return new LinkedHashSet<>(getters.keySet());
    }

    private Method getter(String name) {
        return Objects.requireNonNull(getters.get(name), name);
    }

    @Override
    public Class<?> getType(String name) {
        return getter(name).getReturnType();
    }

    @Override
    public String getDescription(String name) {
        return getter(name).getAnnotation(Figure.class).value();
    }

    @Override
    public String getDescription(String name, Locale locale) {
        return getDescription(name);
    }

    @Override
    public Object getValue(String name) {
        Object value = read(name);
        Long before = enabled ? cleared.get(name) : null;
        return value instanceof Long count && before != null ? (Object) (count - before) : value;
    }

    private Object read(String name) {
        T bean = enabled ? source.get() : null;
        if (bean == null) {
            return getType(name) == String.class ? "" : getType(name) == int.class ? (Object) 0 : (Object) 0L;
        }
        try {
            return getter(name).invoke(bean);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The figure " + name + " of " + type + " cannot be read", impossible);
        }
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    /** Whether the figures are shown; they are counted all the same. */
    @Override
    public void setEnabled(boolean show) {
        enabled = show;
    }

    /** What was counted so far is not shown any more; JMX still shows it. */
    @Override
    public void clear() {
        getters.forEach((name, getter) -> {
            if (!getter.getAnnotation(Figure.class).now() && read(name) instanceof Long count) {
                cleared.put(name, count);
            }
        });
    }
}
