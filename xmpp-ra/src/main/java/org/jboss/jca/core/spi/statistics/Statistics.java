package org.jboss.jca.core.spi.statistics;

/** Has statistics. */
public interface Statistics {
    /** The statistics. */
    StatisticsPlugin getStatistics();
}
