/**
 * The two interfaces by which WildFly's connector container, IronJacamar, asks a resource adapter for its statistics,
 * declared once more so that the adapter loads where they are missing. Where the server has its own, those are used:
 * what a deployment depends on comes before what is in it.
 */
package org.jboss.jca.core.spi.statistics;
