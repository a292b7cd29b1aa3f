package org.jboss.jca.core.spi.statistics;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/** Statistics by name. */
public interface StatisticsPlugin extends Serializable {
    /** The names. */
    Set<String> getNames();

    /** The type of a value. */
    @SuppressWarnings("rawtypes") // As the server has it.
    Class getType(String name);

    /** What it tells. */
    String getDescription(String name);

    /** What it tells, in a language. */
    String getDescription(String name, Locale locale);

    /** Its value now. */
    Object getValue(String name);

    /** Whether it is shown. */
    boolean isEnabled();

    /** Shows or hides it. */
    void setEnabled(boolean enabled);

    /** Begins anew. */
    void clear();
}
